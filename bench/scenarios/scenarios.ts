import { audience } from './audience.ts'
import { coldJoin } from './cold-join.ts'
import { confirmation } from './confirmation.ts'
import { fanOut } from './fan-out.ts'
import { growth } from './growth.ts'
import { kill } from './kill.ts'
import { manyRooms } from './many-rooms.ts'
import { manyWriters } from './many-writers.ts'
import { openBoard } from './open-board.ts'
import { packing } from './packing.ts'
import { past } from './past.ts'
import { playhead } from './playhead.ts'
import { presence } from './presence.ts'
import { exports } from './exports.ts'
import type { Scenario } from './scenario.ts'
import { restoring } from './restoring.ts'
import { stalledPeer } from './stalled-peer.ts'

/** The order of the table. */
export const scenarios: readonly Scenario[] = [
  fanOut,
  manyWriters,
  manyRooms,
  coldJoin,
  presence,
  audience,
  playhead,
  stalledPeer,
  growth,
  packing,
  past,
  restoring,
  confirmation,
  kill,
  openBoard,
  exports,
]
