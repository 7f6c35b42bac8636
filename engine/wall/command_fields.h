#pragma once
// The fields of every command, said once: reading, writing and the schemas visit the same list, so
// that they cannot disagree. A visitor has
//   name(key, value, Field)   an id or another name; required or not
//   text(key, value, Field)   a text for people, at most kLongestText characters
//   seconds(key, value)       0 … kMostSeconds
//   level(key, value)         a MessageLevel
//   names(key, values)        a list of names

#include "engine/wall/command.h"

namespace pendopo {

enum class Field { required, optional };

inline constexpr size_t kLongestText = 280;  // characters; more is no strip over a display
inline constexpr int kMostSeconds = 86'400;  // a day

template <class Visitor>
void visit_fields(Visitor& fields, ActivateLayout& command) {
    fields.name("layout", command.layout, Field::required);
    fields.name("display", command.display, Field::optional);
    fields.seconds("seconds", command.seconds);
}
template <class Visitor>
void visit_fields(Visitor& fields, NextLayout& command) {
    fields.name("display", command.display, Field::optional);
}
template <class Visitor>
void visit_fields(Visitor& fields, PreviousLayout& command) {
    fields.name("display", command.display, Field::optional);
}
template <class Visitor>
void visit_fields(Visitor& fields, FollowSchedule& command) {
    fields.name("display", command.display, Field::optional);
}
template <class Visitor>
void visit_fields(Visitor& fields, EnlargeTile& command) {
    fields.name("display", command.display, Field::required);
    fields.name("tile", command.tile, Field::required);
    fields.seconds("seconds", command.seconds);
}
template <class Visitor>
void visit_fields(Visitor& fields, RestoreTile& command) {
    fields.name("display", command.display, Field::optional);
}
template <class Visitor>
void visit_fields(Visitor& fields, HideCameras& command) {
    fields.name("camera", command.camera, Field::optional);
}
template <class Visitor>
void visit_fields(Visitor& fields, ShowCameras& command) {
    fields.name("camera", command.camera, Field::optional);
}
template <class Visitor>
void visit_fields(Visitor& fields, ShowMessage& command) {
    fields.text("text", command.text, Field::required);
    fields.level("level", command.level);
    fields.seconds("seconds", command.seconds);
    fields.names("displays", command.displays);
}
template <class Visitor>
void visit_fields(Visitor& fields, IdentifyDisplays& command) {
    fields.seconds("seconds", command.seconds);
}
template <class Visitor>
void visit_fields(Visitor& fields, RehearseLayout& command) {
    fields.name("layout", command.layout, Field::required);
    fields.name("display", command.display, Field::optional);
}
template <class Visitor>
void visit_fields(Visitor& fields, Take& command) {
    fields.seconds("confirm_seconds", command.confirm_seconds);
}
template <class Visitor>
void visit_fields(Visitor& fields, RaiseAlarm& command) {
    fields.name("alarm", command.alarm, Field::required);
    fields.text("text", command.text, Field::optional);
}
template <class Visitor>
void visit_fields(Visitor& fields, AcknowledgeAlarm& command) {
    fields.name("alarm", command.alarm, Field::required);
}
template <class Visitor>
void visit_fields(Visitor& fields, EndAlarm& command) {
    fields.name("alarm", command.alarm, Field::required);
}
template <class Visitor>
void visit_fields(Visitor& fields, ShowTestPattern& command) {
    fields.names("displays", command.displays);
    fields.seconds("seconds", command.seconds);
}
template <class Visitor>
void visit_fields(Visitor& fields, WakeDisplays& command) {
    fields.names("displays", command.displays);
}
template <class Visitor>
void visit_fields(Visitor& fields, EndWake& command) {
    fields.names("displays", command.displays);
}
// The commands that say all with their word.
template <class Visitor, class Bare>
void visit_fields(Visitor& /*fields*/, Bare& /*command*/) {
    static_assert(std::is_empty_v<Bare>, "a command with members needs its list of fields");
}

}  // namespace pendopo
