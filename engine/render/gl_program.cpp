#include "engine/render/gl_program.h"

#include <epoxy/gl.h>

#include <utility>

namespace pendopo {
namespace {

Result<unsigned> compile(GLenum stage, const std::string& source) {
    const unsigned shader = glCreateShader(stage);
    const char* text = source.c_str();
    glShaderSource(shader, 1, &text, nullptr);
    glCompileShader(shader);
    GLint compiled = 0;
    glGetShaderiv(shader, GL_COMPILE_STATUS, &compiled);
    if (compiled == 0) {
        char words[1024] = "";
        glGetShaderInfoLog(shader, sizeof words, nullptr, words);
        glDeleteShader(shader);
        return fail(ErrorCode::unsupported, std::string("shader does not compile: ") + words);
    }
    return shader;
}

}  // namespace

Result<GlProgram> GlProgram::create(const std::string& vertex, const std::string& fragment) {
    const Result<unsigned> vertex_shader = compile(GL_VERTEX_SHADER, vertex);
    if (!vertex_shader) {
        return fail(vertex_shader.error());
    }
    const Result<unsigned> fragment_shader = compile(GL_FRAGMENT_SHADER, fragment);
    if (!fragment_shader) {
        glDeleteShader(*vertex_shader);
        return fail(fragment_shader.error());
    }
    GlProgram program;
    program.name_ = glCreateProgram();
    glAttachShader(program.name_, *vertex_shader);
    glAttachShader(program.name_, *fragment_shader);
    glLinkProgram(program.name_);
    glDeleteShader(*vertex_shader);
    glDeleteShader(*fragment_shader);
    GLint linked = 0;
    glGetProgramiv(program.name_, GL_LINK_STATUS, &linked);
    if (linked == 0) {
        char words[1024] = "";
        glGetProgramInfoLog(program.name_, sizeof words, nullptr, words);
        return fail(ErrorCode::unsupported, std::string("shaders do not link: ") + words);
    }
    return program;
}

GlProgram::GlProgram(GlProgram&& other) noexcept {
    *this = std::move(other);
}
GlProgram& GlProgram::operator=(GlProgram&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
}
GlProgram::~GlProgram() {
    if (name_ != 0) {
        glDeleteProgram(name_);
    }
}
void GlProgram::use() const {
    glUseProgram(name_);
}
int GlProgram::uniform(const char* name) const {
    return glGetUniformLocation(name_, name);
}

GlVertexArray GlVertexArray::create() {
    GlVertexArray array;
    glGenVertexArrays(1, &array.name_);
    return array;
}
GlVertexArray::GlVertexArray(GlVertexArray&& other) noexcept {
    *this = std::move(other);
}
GlVertexArray& GlVertexArray::operator=(GlVertexArray&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
}
GlVertexArray::~GlVertexArray() {
    if (name_ != 0) {
        glDeleteVertexArrays(1, &name_);
    }
}
void GlVertexArray::draw_rectangle() const {
    glBindVertexArray(name_);
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

}  // namespace pendopo
