#pragma once
// What control and its workers say to each other, all of it; a worker includes only its own
// header. Every message is a plain value; encode() makes
// the text that a Channel carries, the decode functions check it. A plan is always the whole
// desired state: the worker compares it with what it does and changes only the difference, so that
// sending it again is harmless and a restarted worker needs nothing else.
//
//   control → ingest   IngestPlan, TellAll
//   control → data     DataPlan + fd
//   control → script   ScriptJob + fds
//   control → cards    CardPlan, CardContent + fds, CardFile + fd
//   control → probe    ProbeRequest
//   control → render   RenderSetup (first), PictureRules, RenderScene, RingOffer + fd, RingGone,
//                      CaptureRequest, RehearseScene
//   control → onvif    DiscoverRequest or StreamsRequest
//   ingest  → control  RingOffer + fd, RingGone, IngestHealth, ToldAll
//   data    → control  SourceReport + fd, SourceAlarm, WorkerHealth
//   script  → control  ScriptReady, ScriptDone + fd, WorkerHealth
//   cards   → control  RingOffer + fd, RingGone, CardReport, WorkerHealth
//   probe   → control  ProbeRung, ProbeDone + fd
//   render  → control  RenderReady, SceneShown, RenderHealth, ProofReading, Captured + fd,
//                      KeyPressed, HideKey, ToldAll
//   onvif   → control  DeviceFound, DiscoverDone, StreamsReply
//
// Texts of any size (a source's value, a chart's drawing) travel as sealed memory, see
// shared_text.h; control passes them on and never looks inside.
//
// The ONVIF worker answers one request and ends; of the others: a worker sends its health each
// second, the renderer also when a face or an output changes; one silent for 5 s is replaced. Its
// first message may take 15 s (engine/app/process_worker.h).

#include "engine/ipc/cards_messages.h"
#include "engine/ipc/data_messages.h"
#include "engine/ipc/ingest_messages.h"
#include "engine/ipc/onvif_messages.h"
#include "engine/ipc/probe_messages.h"
#include "engine/ipc/render_messages.h"
#include "engine/ipc/script_messages.h"
#include "engine/ipc/shared_messages.h"
