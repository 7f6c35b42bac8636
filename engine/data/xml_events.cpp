#include "engine/data/xml_events.h"

#include <expat.h>

#include <algorithm>
#include <memory>

namespace pendopo {
namespace {

constexpr int kDeepest = 100;

std::string_view local_name(const char* name) {
    const std::string_view text(name);
    const size_t colon = text.rfind(':');
    return colon == std::string_view::npos ? text : text.substr(colon + 1);
}

class Reading {
  public:
    explicit Reading(const XmlHandler& handler)
        : handler_(handler), parser_(XML_ParserCreate(nullptr), XML_ParserFree) {
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), &Reading::begin, &Reading::end);
        XML_SetCharacterDataHandler(parser_.get(), &Reading::text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), &Reading::doctype);
    }

    Result<void> read(std::string_view document) {
        constexpr size_t kChunk = size_t{1} << 20;
        for (size_t at = 0; at <= document.size(); at += kChunk) {
            const size_t size = std::min(kChunk, document.size() - at);
            const bool last = at + size == document.size();
            if (XML_Parse(parser_.get(), document.data() + at, static_cast<int>(size), last) ==
                XML_STATUS_ERROR) {
                if (done_) {
                    return {};
                }
                return too_deep_ ? fail(ErrorCode::exhausted, "nested deeper than any spreadsheet")
                                 : fail(ErrorCode::invalid,
                                        "the spreadsheet is damaged; open and save it again");
            }
            if (last) {
                break;
            }
        }
        return {};
    }

  private:
    void stop(bool good) {
        done_ = done_ || good;
        XML_StopParser(parser_.get(), XML_FALSE);
    }
    static void begin(void* self, const char* name, const char** attributes) {
        auto& reading = *static_cast<Reading*>(self);
        if (++reading.depth_ > kDeepest) {
            reading.too_deep_ = true;
            return reading.stop(false);
        }
        XmlAttributes read;
        for (size_t i = 0; attributes[i] != nullptr; i += 2) {
            read[std::string(local_name(attributes[i]))] = attributes[i + 1];
        }
        if (reading.handler_.begin && !reading.handler_.begin(local_name(name), read)) {
            reading.stop(true);
        }
    }
    static void end(void* self, const char* name) {
        auto& reading = *static_cast<Reading*>(self);
        --reading.depth_;
        if (reading.handler_.end && !reading.handler_.end(local_name(name))) {
            reading.stop(true);
        }
    }
    static void text(void* self, const char* text, int size) {
        auto& reading = *static_cast<Reading*>(self);
        if (reading.handler_.text) {
            reading.handler_.text({text, static_cast<size_t>(size)});
        }
    }
    static void doctype(void* self, const char*, const char*, const char*, int) {
        static_cast<Reading*>(self)->stop(false);
    }

    const XmlHandler& handler_;
    std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
    int depth_ = 0;
    bool done_ = false;
    bool too_deep_ = false;
};

}  // namespace

Result<void> read_xml(std::string_view document, const XmlHandler& handler) {
    return Reading(handler).read(document);
}

std::string_view attribute(const XmlAttributes& attributes, std::string_view name) {
    const auto found = attributes.find(name);
    return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace pendopo
