#pragma once
// A linked vertex and fragment shader.

#include <string>

#include "engine/base/result.h"

namespace pendopo {

// Thread: bound to the thread its context is current on. Shared between contexts.
class GlProgram {
  public:
    GlProgram() = default;
    // Errors: unsupported, with the compiler's words.
    static Result<GlProgram> create(const std::string& vertex, const std::string& fragment);
    GlProgram(GlProgram&& other) noexcept;
    GlProgram& operator=(GlProgram&& other) noexcept;
    ~GlProgram();

    void use() const;
    // Where a uniform lives; -1 when the program has none of that name (setting it does nothing).
    int uniform(const char* name) const;

  private:
    unsigned name_ = 0;
};

// An empty vertex array: shaders make their corners from gl_VertexID, but core GL wants one bound.
// Thread: bound to the thread its context is current on; not shared between contexts.
class GlVertexArray {
  public:
    GlVertexArray() = default;
    static GlVertexArray create();
    GlVertexArray(GlVertexArray&& other) noexcept;
    GlVertexArray& operator=(GlVertexArray&& other) noexcept;
    ~GlVertexArray();
    // Draws the four corners as one rectangle.
    void draw_rectangle() const;

  private:
    unsigned name_ = 0;
};

}  // namespace pendopo
