import { BomFacts, ExportFacts } from '@ytterby/core';
import { Argument, type Command } from 'commander';

/** `ytterby schema [export|bom]`: JSON Schema of the input, for editors and other systems. */
export function addSchema(program: Command): void {
  program
    .command('schema')
    .addArgument(new Argument('[what]', 'export or bom').choices(['export', 'bom']).default('export'))
    .description('JSON Schema of an export (default) or of a bill of materials / 输入文件的 JSON Schema')
    .action((what: 'export' | 'bom') => {
      const schema = what === 'bom' ? BomFacts : ExportFacts;
      console.log(JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }, null, 2));
    });
}
