#pragma once
// Sends a notice to a mail server or a web server (libcurl). Addresses are judged when they are
// connected to, as those of data sources are: without "allow_private" none of this machine's or a
// local network's. Redirects and proxies are not followed; answers are thrown away.
// Thread: reentrant; blocks, kNoticeDeadline at most, and ends within about a second of `stop`.

#include <atomic>
#include <optional>
#include <string>

#include "config/notice_config.h"
#include "engine/base/clock.h"
#include "engine/base/result.h"
#include "engine/control/notices.h"

namespace pendopo {

inline constexpr Seconds kNoticeDeadline{20};

// A subject as mail has it (RFC 2047): plain where it can be.
std::string mail_subject(std::string_view text);

// Errors (they name host and port, no login): unreachable, refused (an address that is not allowed;
// the server says no), unauthorized, timed_out, stopped.
Result<void> send_mail(const EmailConfig& email, const std::optional<Login>& login,
                       const NoticeText& text, const std::atomic<bool>& stop);
Result<void> post_notice(const WebhookConfig& webhook, const std::optional<Login>& login,
                         const std::string& json, const std::atomic<bool>& stop);

}  // namespace pendopo
