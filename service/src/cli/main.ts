import { Command, CommanderError } from 'commander';
import { addAsk } from './ask.ts';
import { addAssess } from './assess.ts';
import { addContent } from './content.ts';
import { EXIT, report } from './errors.ts';
import { addLawCommands } from './law.ts';
import { addSchema } from './schema.ts';

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
  addSchema(program);
  return program;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `ytterby … | head` closes the pipe; that is not a fault.
  if (error.code === 'EPIPE') process.exit(EXIT.answered);
  throw error;
});

try {
  await commandLine().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.answered : EXIT.problems;
  else
    process.exitCode = report(error, process.argv.includes('zh') ? 'zh' : 'en', (line) => {
      console.error(line);
    });
}
