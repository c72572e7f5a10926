import { spawnSync } from 'node:child_process'

/** Whether ffmpeg is here with what working copies are made with. For tests marked `skipIf(!hasFfmpeg())`. */
export function hasFfmpeg(): boolean {
  const { stdout } = spawnSync('ffmpeg', ['-v', 'error', '-encoders'], { encoding: 'utf8' })
  // Null where there is no such program, whatever the types say.
  return String(stdout).includes('libx264')
}
