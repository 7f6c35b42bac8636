#pragma once
// A page of JSON or CSV on a web server, by libsoup. Asks with ETag and Last-Modified; follows at
// most three redirects; sends the login only to the origin it is for. The connection is refused
// before the first packet when it would lead to an address that is not allowed (address_rule.h),
// whatever name or redirect led there. A proxy is used only where the source names one, as
// it hides the address and decides itself.

#include <memory>
#include <optional>
#include <string>

#include "engine/base/address_rule.h"
#include "engine/data/data_source.h"

namespace pendopo {

class HttpSource final : public DataSource {
  public:
    // `rule` says which addresses are of the internet, for sources that must stay there.
    HttpSource(const SourceConfig& config, std::optional<SourceLogin> login,
               AddressRule rule = is_internet_address);
    ~HttpSource() override;

    // The deadline holds for everything from the name look-up to the last byte; the size limit
    // holds for the body after decompression. Errors: unreachable, timed_out, unauthorized,
    // refused (an address, a redirect, a status), not_found, exhausted (too large).
    Result<Fetched> fetch(const Until& until) override;
    void forget() override;

  private:
    struct Client;  // libsoup's objects
    std::unique_ptr<Client> client_;
};

}  // namespace pendopo
