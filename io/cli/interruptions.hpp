// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace lisiere::cli {

/// From then on SIGINT, SIGTERM and SIGHUP ask the work to stop at its next progress call; a second
/// one ends the program at once. Where no progress call comes within five seconds (inside a library
/// that reads a file), the program ends by itself with status 1 and says so: what it was writing
/// lies in a hidden folder that the next run removes. A signal that the caller ignored (`nohup`)
/// stays ignored.
void catch_interruptions();

/// Has one of these signals come?
bool interrupted();

/// The work can no longer be called off (the edition changes places), or is over: nothing ends the
/// program but itself.
void hold_interruptions();

}  // namespace lisiere::cli
