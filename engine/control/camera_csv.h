#pragma once
// cameras.json as a table that people edit in a spreadsheet, and such a table as a new
// cameras.json. Pure; nothing is saved. Thread: reentrant.
//
//   id,name,group,main,sub,login,audience,transport,backend
//
// Out: UTF-8 with a byte order mark, CRLF, quotes where needed; "," or ";" as asked. A cell that a
// spreadsheet would take for a formula (it begins with = + - @ or ') has a ' in front, which coming
// in takes away again. A camera's groups stand in one cell, "pasar|kantor".
//
// In: "," ";" or tabs, whichever its first line has; "sep=;" before it; UTF-8, or else
// windows-1252. Columns may be fewer and in any order, "id" alone is needed where there is no
// "name". Cameras are known by their id. What the table does not mention stays: other cameras,
// other keys, and what an empty cell would say. A cell "-" takes away what is there. Passwords are
// never taken over: columns "user" and "password", and logins in addresses, become the name of a
// login that somebody has to type in where logins are set.

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/control/setup_desk.h"

namespace pendopo {

// `cameras`: the text of cameras.json. Errors: invalid (no JSON object).
Result<std::string> cameras_csv(std::string_view cameras, char separator = ',');

// `cameras` with its `revision`; `logins`: those of secrets.json. Every problem of the table at
// once, and then no text; text that is edited is not validated as an installation.
CameraImport read_camera_csv(std::string_view csv, std::string_view cameras,
                             const std::string& revision, const std::vector<std::string>& logins);

}  // namespace pendopo
