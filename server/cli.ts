import { Command, Option } from 'commander'
import { whatWentWrong } from './what-went-wrong.ts'

/**
 * `npm run redstring -- …`: what people without a browser need. It works on the data folder (DATA_DIR,
 * DATABASE_URL) itself; all but `init` and `restore` also while a server runs on it. Results go to stdout, all else to stderr.
 */
const program = new Command('redstring')
  .description(
    'Redstring from the command line. Settings come from the environment, as for the server.',
  )
  .showHelpAfterError('(--help says more)')

program
  .command('init')
  .description('make the first account and the sample board; the last line printed is an API key')
  .requiredOption('--name <name>', 'what others see')
  .requiredOption('--email <email>', 'e-mail address')
  .option('--password <password>', 'needed to sign in where the server is open to others')
  .action(lazily(async () => (await import('./commands/init.ts')).init))

program
  .command('key')
  .description('API keys')
  .command('create')
  .description('make an API key; the last line printed is the key')
  .requiredOption('--email <email>', 'whose key it is')
  .option('--name <name>', 'what the key is called', 'command line')
  .action(lazily(async () => (await import('./commands/people.ts')).createKey))

const board = program.command('board').description('boards')
board
  .command('list')
  .description('list every board')
  .action(lazily(async () => (await import('./commands/boards.ts')).listBoards))
board
  .command('records')
  .description('print everything on a board as JSON')
  .argument('<id>')
  .action(lazily(async () => (await import('./commands/boards.ts')).printRecords))

board
  .command('stats')
  .description('print what a board takes on disk, and for each hour of editing')
  .argument('<id>')
  .action(lazily(async () => (await import('./commands/stats.ts')).printStats))

board
  .command('archive')
  .description('write a board, its originals and what it takes to check them without a server')
  .argument('<id>')
  .requiredOption('--out <path>', 'a folder, or with --zip a file; must not exist yet')
  .option('--zip', 'one zip instead of a folder')
  .action(lazily(async () => (await import('./commands/archive.ts')).archive))

board
  .command('export')
  .description(
    'draw a picture of a board with a headless Chromium; the last line printed is the file',
  )
  .argument('<id>')
  .requiredOption('--out <file>', 'png, jpg, webp, svg or pdf')
  .option('--version <version>', 'name of a version, or a position in the log; the newest moment')
  .option('--briefing <briefing>', 'every scene of a briefing as a PDF, by its title or id')
  .option('--scene <scene>', 'a scene, by its title or id')
  .option('--frame <shape>', 'a frame of the canvas, by its id')
  .option('--select <shapes...>', 'shapes of the canvas, by their ids')
  .option('--format <format>', 'where the name of the file does not say it')
  .option('--scale <times>', 'pixels for one of the canvas, up to 4', '2')
  .option('--dark', 'in dark colours')
  .option('--no-legend', 'without the words under it')
  .option('--no-notes', 'a briefing without its speaker notes')
  .option('--sensitive', 'with what is kept hidden as sensitive')
  .action(lazily(async () => (await import('./commands/export-picture.ts')).exportPicture))

board
  .command('import')
  .description(
    'take in a whole case that `board archive` or the export dialog made; the last line printed is its id',
  )
  .argument('<zip>', 'a zip, or the folder in it')
  .option('--email <email>', 'whose board it becomes; without, the owner of this Redstring')
  .action(lazily(async () => (await import('./commands/import-case.ts')).importCase))

board
  .command('versions')
  .description('list the versions of a board, newest first')
  .argument('<id>')
  .action(lazily(async () => (await import('./commands/versions.ts')).listVersions))

board
  .command('version')
  .description(
    'name the board as it is on disk now; the last line printed is the position in its log',
  )
  .argument('<id>')
  .argument('<name>')
  .option('--note <note>', 'what is to be said about it', '')
  .action(lazily(async () => (await import('./commands/versions.ts')).nameVersion))

program
  .command('verify')
  .description(
    'recompute every hash of a board and name what does not fit; ends with code 1 where anything does not',
  )
  .argument('[board]', 'id of a board, or path of an archive or package')
  .option('--all', 'every board there is')
  .action(lazily(async () => (await import('./commands/verify.ts')).verify))

program
  .command('backup')
  .description('copy everything the server keeps into a folder; it may be running meanwhile')
  .argument('<folder>', 'must not exist yet')
  .action(lazily(async () => (await import('./commands/copies.ts')).backup))

program
  .command('restore')
  .description('put a backup into an empty data folder and database, and verify every board')
  .argument('<folder>', 'what `backup` made')
  .action(lazily(async () => (await import('./commands/copies.ts')).restore))

program
  .command('invite')
  .description('make an invitation link; the last line printed is the link')
  .option('--board <id>', 'a board to let them into')
  .addOption(
    new Option('--role <role>', 'what they may do there')
      .choices(['owner', 'editor', 'viewer'])
      .default('editor'),
  )
  .action(lazily(async () => (await import('./commands/people.ts')).invite))

program
  .command('password')
  .description('passwords')
  .command('set')
  .description('set a password; without --password one is made and printed as the last line')
  .requiredOption(
    '--email <email>',
    'whose; given to the person named by --person if nobody has it',
  )
  .option('--person <name>', 'somebody who goes on by name only so far')
  .option('--password <password>')
  .action(lazily(async () => (await import('./commands/people.ts')).setPassword))

/** Reads a command only when it is asked for, so that none waits for what others need. */
function lazily<Args extends unknown[]>(load: () => Promise<(...args: Args) => Promise<void>>) {
  return async (...args: Args) => (await load())(...args)
}

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`${whatWentWrong(error)}\n`)
  process.exitCode = 1
}
