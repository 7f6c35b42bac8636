// parse_json: nlohmann's checked SAX parser feeds a tree whose nodes know their positions, which
// its own DOM does not. Limits are applied while the tree grows, so a bomb is refused before it
// costs anything; nothing here recurses over the input's depth except where depth is already <= 64.

#include <nlohmann/json.hpp>

#include "config/in_both.h"
#include "config/json_reader.h"

namespace pendopo {
namespace {

using Json = nlohmann::json;
using Kind = JsonNode::Kind;

// Offsets, line and column of the text, walking forward only.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : text_(text) {}

    // Moves to the next token: over white space, commas and colons, which raise no event.
    JsonPosition to_token() {
        while (offset_ < text_.size() &&
               std::string_view(" \t\r\n,:").find(text_[offset_]) != std::string_view::npos) {
            step();
        }
        return position_;
    }
    // Moves behind the token here, whose syntax the parser has already accepted.
    void over_token() {
        if (offset_ >= text_.size()) {
            return;
        }
        const char first = text_[offset_];
        step();
        if (first == '"') {
            while (offset_ < text_.size() && text_[offset_] != '"') {
                if (text_[offset_] == '\\') {
                    step();
                }
                step();
            }
            step();
        } else if (std::string_view("{}[]").find(first) == std::string_view::npos) {
            while (offset_ < text_.size() &&
                   std::string_view(" \t\r\n,:{}[]").find(text_[offset_]) ==
                       std::string_view::npos) {
                step();
            }
        }
    }
    JsonPosition to_offset(size_t offset) {
        while (offset_ < std::min(offset, text_.size())) {
            step();
        }
        return position_;
    }

  private:
    void step() {
        if (offset_ >= text_.size()) {
            return;
        }
        const char c = text_[offset_++];
        if (c == '\n') {
            ++position_.line;
            position_.column = 1;
        } else if (offset_ >= text_.size() || (text_[offset_] & 0xC0) != 0x80) {
            ++position_.column;  // continuation bytes belong to the character before
        }
    }

    std::string_view text_;
    size_t offset_ = 0;
    JsonPosition position_;
};

// What people mend, by what nlohmann's messages say; the first that fits. Never the text that was
// read last, which may be a secret.
struct SyntaxWords {
    std::string_view said;
    std::string_view id;
    std::string_view en;
};
constexpr SyntaxWords kSyntaxWords[] = {
    {"ill-formed UTF-8", "tulisannya bukan UTF-8; simpan berkas ini sebagai UTF-8",
     "the text is not UTF-8; save the file as UTF-8"},
    {"unexpected end of input",
     "berkas ini berakhir terlalu awal: kurung atau tanda kutip penutup tidak ada",
     "the file ends too early: a closing bracket, brace or quote is missing"},
    {"missing closing quote",
     "berkas ini berakhir terlalu awal: kurung atau tanda kutip penutup tidak ada",
     "the file ends too early: a closing bracket, brace or quote is missing"},
    {"number overflow", "bukan JSON yang sah: angkanya terlalu besar",
     "not valid JSON: the number is too large"},
    {"control character U+000A",
     "bukan JSON yang sah: teks di baris ini tidak punya tanda kutip penutup",
     "not valid JSON: the text in this line has no closing quote"},
    {"control character", "bukan JSON yang sah: ada karakter kendali di dalam teks; hapus",
     "not valid JSON: a control character stands in the text; remove it"},
    {"invalid string",
     "bukan JSON yang sah: garis miring terbalik di dalam teks; pakai \\\\, \\\", \\n atau \\u dan "
     "empat angka heksa",
     "not valid JSON: a backslash in a text; use \\\\, \\\", \\n, or \\u and four hexadecimal "
     "digits"},
    {"invalid number", "bukan JSON yang sah: angka ditulis seperti 12, -3 atau 0.5",
     "not valid JSON: numbers are written like 12, -3 or 0.5"},
    {"invalid literal", "bukan JSON yang sah: teks dan kunci ditulis dalam tanda kutip ganda",
     "not valid JSON: texts and keys stand in double quotes"},
    {"expected ':'", "bukan JSON yang sah: setelah kunci kurang titik dua (:)",
     "not valid JSON: a colon is missing after the key"},
    {"expected '}'", "bukan JSON yang sah: sebelum ini kurang koma, atau kurung penutup \"}\"",
     "not valid JSON: before this a comma is missing, or a closing \"}\""},
    {"expected ']'", "bukan JSON yang sah: sebelum ini kurang koma, atau kurung penutup \"]\"",
     "not valid JSON: before this a comma is missing, or a closing \"]\""},
    {"expected string literal", "bukan JSON yang sah: seharusnya kunci dalam tanda kutip ganda",
     "not valid JSON: expected a key in double quotes"},
    {"expected end of input",
     "bukan JSON yang sah: masih ada tulisan setelah kurung penutup terakhir",
     "not valid JSON: something follows the last closing bracket"},
    {"expected '[', '{', or a literal", "bukan JSON yang sah: di sini kurang sebuah nilai",
     "not valid JSON: a value is missing here"},
};

LocalText syntax_text(std::string_view message, std::string_view text, size_t at) {
    const char here = at < text.size() ? text[at] : '\0';
    const size_t before =
        at == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", at - 1);
    if ((here == '}' || here == ']') && before != std::string_view::npos && text[before] == ',') {
        return {"bukan JSON yang sah: hapus koma sebelum kurung ini",
                "not valid JSON: remove the comma before this bracket"};
    }
    if (here == '/' || here == '#') {
        return {"bukan JSON yang sah: JSON tidak mengenal komentar; hapus yang ini",
                "not valid JSON: comments are not part of JSON; remove this one"};
    }
    // What it says after "last read" quotes the text; what it expected stands behind that.
    const size_t read = std::min(message.find("last read: "), message.size());
    const size_t expected = message.rfind("; expected ");
    const std::string_view what = message.substr(0, read);
    const std::string_view wanted =
        expected == std::string_view::npos ? "" : message.substr(expected);
    for (const SyntaxWords& each : kSyntaxWords) {
        if (what.find(each.said) != std::string_view::npos ||
            wanted.find(each.said) != std::string_view::npos) {
            return {std::string(each.id), std::string(each.en)};
        }
    }
    return {"bukan JSON yang sah", "not valid JSON"};
}

// The SAX events of one document. Every event returns false to stop.
class TreeBuilder final : public nlohmann::json_sax<Json> {
  public:
    TreeBuilder(std::string_view text, const JsonLimits& limits, Problems& problems, JsonNode& root)
        : text_(text), limits_(limits), problems_(problems), root_(root), cursor_(text) {}

    bool null() override { return leaf(Kind::null) != nullptr; }
    bool boolean(bool value) override {
        JsonNode* node = leaf(Kind::boolean);
        return node != nullptr && ((node->boolean = value), true);
    }
    bool number_integer(number_integer_t value) override {
        JsonNode* node = leaf(Kind::integer);
        return node != nullptr &&
               ((node->integer = value), (node->number = static_cast<double>(value)), true);
    }
    bool number_unsigned(number_unsigned_t value) override {
        if (value <= static_cast<number_unsigned_t>(std::numeric_limits<int64_t>::max())) {
            return number_integer(static_cast<number_integer_t>(value));
        }
        return number_float(static_cast<double>(value), "");
    }
    bool number_float(number_float_t value, const string_t&) override {
        JsonNode* node = leaf(Kind::number);
        return node != nullptr && ((node->number = value), true);
    }
    bool string(string_t& value) override {
        JsonNode* node = leaf(Kind::string);
        if (node == nullptr) {
            return false;
        }
        if (value.size() > limits_.string_bytes) {
            add_at(node->position,
                   in_both("teks {} bita; paling banyak {}; pendekkan",
                           "a string of {} bytes; at most {} are allowed; shorten it", value.size(),
                           limits_.string_bytes));
        } else {
            node->string = std::move(value);
        }
        return true;
    }
    bool binary(binary_t&) override { return false; }

    bool start_object(size_t) override { return open(Kind::object); }
    bool start_array(size_t) override { return open(Kind::array); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t& value) override {
        key_position_ = cursor_.to_token();
        cursor_.over_token();
        if (value.size() > limits_.key_bytes) {
            add_at(key_position_, in_both("kunci {} bita; paling banyak {}",
                                          "a key of {} bytes; at most {} are allowed", value.size(),
                                          limits_.key_bytes));
            value.resize(limits_.key_bytes);
        }
        key_ = std::move(value);
        return true;
    }

    bool parse_error(size_t position, const std::string&,
                     const nlohmann::detail::exception& error) override {
        size_t at = std::min(position == 0 ? 0 : position - 1, text_.size());
        const LocalText message = syntax_text(error.what(), text_, at);
        // A lexer error stands at the byte it met; an unexpected word begins before it.
        const bool structural =
            at >= text_.size() || std::string_view("{}[],:").find(text_[at]) != text_.npos;
        const bool whole_token =
            std::string_view(error.what()).find("unexpected") != std::string_view::npos ||
            std::string_view(error.what()).find("number overflow") != std::string_view::npos;
        add_at(whole_token && !structural ? cursor_.to_token() : cursor_.to_offset(at), message);
        return false;
    }

  private:
    void add_at(JsonPosition at, LocalText text) {
        problems_.add_at(at.line, at.column, std::move(text));
    }

    // A new node at its place in the tree; null when the document has too many.
    JsonNode* leaf(Kind kind) {
        const JsonPosition position = cursor_.to_token();
        cursor_.over_token();
        if (++nodes_ > limits_.nodes) {
            add_at(position,
                   in_both("lebih dari {} nilai; bagi berkas ini atau hapus yang tidak perlu",
                           "more than {} values; split the file or remove what is not needed",
                           limits_.nodes));
            return nullptr;
        }
        JsonNode* node = &root_;
        if (!open_.empty()) {
            JsonNode& parent = *open_.back();
            node = &parent.children.emplace_back();
            if (parent.kind == Kind::object) {
                node->key = std::move(key_);
                node->key_position = key_position_;
            }
        }
        node->kind = kind;
        node->position = position;
        return node;
    }

    bool open(Kind kind) {
        JsonNode* node = leaf(kind);
        if (node == nullptr) {
            return false;
        }
        if (open_.size() >= limits_.depth) {
            add_at(
                node->position,
                in_both("bersarang lebih dalam dari {} tingkat; tidak ada berkas Pendopo yang "
                        "sedalam itu",
                        "nested deeper than {} levels; no file of ours needs that", limits_.depth));
            return false;
        }
        // Stays valid: only the innermost open node gets children, so none above it moves.
        open_.push_back(node);
        return true;
    }

    bool close() {
        cursor_.to_token();
        cursor_.over_token();
        open_.pop_back();
        return true;
    }

    std::string_view text_;
    const JsonLimits& limits_;
    Problems& problems_;
    JsonNode& root_;
    Cursor cursor_;
    std::vector<JsonNode*> open_;
    std::string key_;
    JsonPosition key_position_;
    size_t nodes_ = 0;
};

// Sets the parents (the tree has stopped moving) and reports keys given twice.
void link(JsonNode& node, Problems& problems) {
    for (JsonNode& child : node.children) {
        child.parent = &node;
        link(child, problems);
    }
    if (node.kind != Kind::object || node.children.size() < 2) {
        return;
    }
    std::vector<const JsonNode*> sorted;
    for (const JsonNode& child : node.children) {
        sorted.push_back(&child);
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const JsonNode* a, const JsonNode* b) { return a->key < b->key; });
    for (size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i]->key == sorted[i - 1]->key) {
            problems.add_at_key(
                *sorted[i], in_both("kunci ini ada dua kali, pertama di baris {}; hapus salah satu",
                                    "the key is given twice, first in line {}; remove one",
                                    sorted[i - 1]->key_position.line));
        }
    }
}

// What is wrong with the bytes as such, or empty.
LocalText refuse_bytes(std::string_view text, const JsonLimits& limits) {
    if (text.size() > limits.bytes) {
        return in_both(
            "berkas ini {} bita; yang dibaca paling banyak {}; bagi berkasnya atau hapus yang "
            "tidak perlu",
            "the file has {} bytes; at most {} are read; split it or remove what is not needed",
            text.size(), limits.bytes);
    }
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return {"berkas ini UTF-16; simpan sebagai UTF-8", "the file is UTF-16; save it as UTF-8"};
    }
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return {"berkas ini kosong; seharusnya berisi objek JSON",
                "the file is empty; expected a JSON object"};
    }
    return {};
}

}  // namespace

ConfigResult<JsonDocument> parse_json(std::string file, std::string_view text,
                                      const JsonLimits& limits, Quoting quoting) {
    if (text.starts_with("\xEF\xBB\xBF")) {
        text.remove_prefix(3);
    }
    constexpr KeyShown kNoKey = [](const JsonNode&) { return false; };
    Problems problems(file, quoting, quoting == Quoting::nothing ? kNoKey : nullptr);
    if (LocalText refusal = refuse_bytes(text, limits); !refusal.empty()) {
        problems.add_at(0, 0, std::move(refusal));
        return tl::unexpected(problems.take());
    }
    if (const size_t nul = text.find('\0'); nul != std::string_view::npos) {
        const JsonPosition at = Cursor(text).to_offset(nul);  // nlohmann takes it for the end
        problems.add_at(at.line, at.column,
                        {"ada bita NUL; berkas ini rusak, pulihkan dari salinan",
                         "a NUL byte; the file is damaged, restore it"});
        return tl::unexpected(problems.take());
    }
    auto root = std::make_unique<JsonNode>();
    TreeBuilder builder(text, limits, problems, *root);
    if (Json::sax_parse(text, &builder)) {
        link(*root, problems);
    }
    if (!problems.empty()) {
        return tl::unexpected(problems.take());
    }
    return JsonDocument(std::move(file), std::move(root));
}

}  // namespace pendopo
