import { styleText } from 'node:util';

const PAINT: readonly (readonly [RegExp, Parameters<typeof styleText>[0]])[] = [
  [/^.*(PROHIBITED|禁止出口).*$/u, ['bold', 'red']],
  [/^.*(LICENCE REQUIRED|须经许可).*$/u, ['bold', 'yellow']],
  [/^.*(UNDETERMINED|UNCONFIRMED|尚不能确定|法律状态未定).*$/u, ['bold', 'magenta']],
  [/^.*(NOT SUBJECT|NO LICENCE REQUIRED|EXEMPT|无须许可|不在管制范围内|免予许可).*$/u, ['bold', 'green']],
];

/** Colours the headline of a text answer; what it says does not depend on the colour. */
export function colour(text: string): string {
  const lines = text.split('\n');
  const [head = ''] = lines;
  const paint = PAINT.find(([pattern]) => pattern.test(head))?.[1];
  return [paint === undefined ? head : styleText(paint, head), ...lines.slice(1)].join('\n');
}
