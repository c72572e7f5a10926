import { spawnSync } from 'node:child_process'

/** Whether poppler is here, which reads and draws PDFs. For tests marked `skipIf(!hasPoppler())`. */
export function hasPoppler(): boolean {
  return ['pdftotext', 'pdftoppm'].every(
    (program) => spawnSync(program, ['-v'], { stdio: 'ignore' }).status === 0,
  )
}
