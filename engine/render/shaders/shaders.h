#pragma once
// The GLSL of the renderer, as text (GLSL 3.30, the floor).

namespace pendopo::shaders {

// A rectangle: `target` is left, top, right, bottom in clip space, `source` the same in pixels of
// the picture.
inline constexpr char kRectangle[] = R"(#version 330 core
uniform vec4 target;
uniform vec4 source;
out vec2 pixel;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    pixel = mix(source.xy, source.zw, corner);
    gl_Position = vec4(mix(target.xy, target.zw, corner), 0.0, 1.0);
}
)";

inline constexpr char kSolid[] = R"(#version 330 core
uniform vec4 color;
out vec4 result;
void main() { result = color; }
)";

// Half a texel inside `inside` (left, top, right, bottom in pixels), so that filtering never takes
// a pixel from outside the shown part. `dim` 1 is as it is; below 1 loses its colour and that much
// light. Luma weights: BT.709.
inline constexpr char kBitmap[] = R"(#version 330 core
uniform sampler2D plane0;
uniform vec4 inside;
uniform float dim;
in vec2 pixel;
out vec4 result;
void main() {
    vec2 at = clamp(pixel, inside.xy + 0.5, max(inside.zw - 0.5, inside.xy + 0.5));
    vec4 color = texture(plane0, at / vec2(textureSize(plane0, 0)));
    if (dim < 1.0) {
        color.rgb = vec3(dot(color.rgb, vec3(0.2126, 0.7152, 0.0722)) * dim);
    }
    result = color;
}
)";

// Chroma planes are half as large, rounded up: their coordinate comes from the luma pixel, not from
// the share of the width, or odd sizes drift. Samples are taken as centred (MPEG-1), as libyuv does
// on the copy path.
inline constexpr char kPlanes[] = R"(#version 330 core
uniform sampler2D plane0;
uniform sampler2D plane1;
uniform sampler2D plane2;
uniform mat3 matrix;
uniform vec3 offset;
uniform vec4 inside;
uniform float dim;
in vec2 pixel;
out vec4 result;
void main() {
    vec2 luma = clamp(pixel, inside.xy + 0.5, max(inside.zw - 0.5, inside.xy + 0.5));
    vec2 first = floor(inside.xy * 0.5) + 0.5;
    vec2 last = max(ceil(inside.zw * 0.5) - 0.5, first);
    vec2 chroma = clamp(luma * 0.5, first, last) / vec2(textureSize(plane1, 0));
    vec3 yuv = vec3(texture(plane0, luma / vec2(textureSize(plane0, 0))).r,
                    texture(plane1, chroma).r, texture(plane2, chroma).r);
    vec3 rgb = clamp(matrix * yuv + offset, 0.0, 1.0);
    if (dim < 1.0) {
        rgb = vec3(dot(rgb, vec3(0.2126, 0.7152, 0.0722)) * dim);
    }
    result = vec4(rgb, 1.0);
}
)";

// A canvas on an output that hangs turned: `turn` maps the output's corner (0..1, y down) to the
// canvas' (0..1, y down).
inline constexpr char kTurned[] = R"(#version 330 core
uniform mat3 turn;
out vec2 at;
void main() {
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
    at = (turn * vec3(corner, 1.0)).xy;
    gl_Position = vec4(corner.x * 2.0 - 1.0, 1.0 - corner.y * 2.0, 0.0, 1.0);
}
)";
// The mean of `taps` by `taps` places spread over what one pixel of the output covers.
inline constexpr char kCanvas[] = R"(#version 330 core
uniform sampler2D canvas;
uniform int taps;
uniform vec2 covered;
in vec2 at;
out vec4 result;
void main() {
    vec4 sum = vec4(0.0);
    for (int y = 0; y < taps; ++y) {
        for (int x = 0; x < taps; ++x) {
            vec2 tap = (vec2(x, y) + 0.5) / float(taps) - 0.5;
            sum += texture(canvas, at + tap * covered);
        }
    }
    result = sum / float(taps * taps);
}
)";
// The same, put through an output's tuning: value^exponent × gain.
inline constexpr char kTunedCanvas[] = R"(#version 330 core
uniform sampler2D canvas;
uniform int taps;
uniform vec2 covered;
uniform vec3 gain;
uniform float exponent;
in vec2 at;
out vec4 result;
void main() {
    vec4 sum = vec4(0.0);
    for (int y = 0; y < taps; ++y) {
        for (int x = 0; x < taps; ++x) {
            vec2 tap = (vec2(x, y) + 0.5) / float(taps) - 0.5;
            sum += texture(canvas, at + tap * covered);
        }
    }
    sum /= float(taps * taps);
    vec3 tuned = exponent == 1.0 ? sum.rgb : pow(sum.rgb, vec3(exponent));
    result = vec4(tuned * gain, sum.a);
}
)";

}  // namespace pendopo::shaders
