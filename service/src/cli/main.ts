import { Command, CommanderError } from 'commander';
import { addAsk } from './ask.ts';
import { addAssess } from './assess.ts';
import { addContent } from './content.ts';
import { addDatabaseCommands } from './database.ts';
import { EXIT, report } from './errors.ts';
import { addExample } from './example.ts';
import { addImpact } from './impact.ts';
import { addLawCommands } from './law.ts';
import { addListsCommands } from './lists.ts';
import { addOwners } from './owners.ts';
import { addSchema } from './schema.ts';
import { addScreenCommands } from './screen.ts';
import { addVerify } from './verify.ts';

/** The command line: everything works offline on the pack. */
export function commandLine(): Command {
  const program = new Command('ytterby')
    .description('Export control for rare earths: what the law asks of an export, on a day, and why / 稀土出口管制判定')
    .exitOverride()
    .showHelpAfterError()
    .configureHelp({ sortSubcommands: false });
  addAssess(program);
  addContent(program);
  addAsk(program);
  addLawCommands(program);
  addListsCommands(program);
  addOwners(program);
  addScreenCommands(program);
  addImpact(program);
  addVerify(program);
  addDatabaseCommands(program);
  addSchema(program);
  addExample(program);
  return program;
}

/** Runs one command line and gives its exit code; what it says goes to standard output and standard error. */
export async function run(args: readonly string[]): Promise<number> {
  process.exitCode = EXIT.answered;
  try {
    await commandLine().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.answered : EXIT.problems;
    else
      process.exitCode = report(error, args.includes('zh') ? 'zh' : 'en', (line) => {
        console.error(line);
      });
  }
  return Number(process.exitCode);
}

if (import.meta.main) {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // `ytterby … | head` closes the pipe; that is not a fault.
    if (error.code === 'EPIPE') process.exit(EXIT.answered);
    throw error;
  });
  await run(process.argv.slice(2));
}
