import { BomFacts, ExportFacts } from '@ytterby/core';
import type { Command } from 'commander';

/** `ytterby schema [export|bom]`: JSON Schema of the input, for editors and other systems. */
export function addSchema(program: Command): void {
  program
    .command('schema [what]')
    .description('JSON Schema of an export (default) or of a bill of materials / 输入文件的 JSON Schema')
    .action((what: string | undefined) => {
      const schema = what === 'bom' ? BomFacts : ExportFacts;
      console.log(JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...schema }, null, 2));
    });
}
