import { type Language, percentText, rationalText, WORDING } from '@ytterby/core';
import {
  type HoldingAnswer,
  type LeftOut,
  OWNERSHIP_PROBLEMS,
  type OwnershipGraph,
  type PartyHolding,
} from '@ytterby/core/ownership';
import { nameOf } from './listed-owners.ts';

const say = (language: Language, zh: string, en: string): string => (language === 'zh' ? zh : en);

function shareRange({ held }: PartyHolding, lang: Language): string {
  const [least, most] = [
    percentText(rationalText(held.lo), lang),
    held.hi === null ? percentText('1', lang) : percentText(rationalText(held.hi), lang),
  ];
  return least === most ? least : say(lang, `${least}至${most}`, `${least} to ${most}`);
}

/** Names one after the other; where some are left out, how many. */
function chainText(
  ids: readonly string[],
  leftOut: LeftOut | undefined,
  graph: OwnershipGraph,
  lang: Language,
): string {
  const names = ids.map((id) => nameOf(graph, id));
  if (leftOut === undefined) return names.join(' → ');
  const between = say(lang, `（中间${leftOut.parties}个）`, `(${leftOut.parties} between them)`);
  return [...names.slice(0, leftOut.after), between, ...names.slice(leftOut.after)].join(' → ');
}

/** What listed parties hold of a party, as lines: the verdict first, then each party with its chains, gaps, loops and questions. */
export function holdingText(answer: HoldingAnswer, graph: OwnershipGraph, lang: Language): readonly string[] {
  const name = nameOf(graph, answer.entity);
  const verdict = {
    met: say(lang, `列名主体持有“${name}”50%及以上`, `A listed party holds 50 % or more of ${name}`),
    'not-met': say(lang, `没有列名主体持有“${name}”50%及以上`, `No listed party holds 50 % or more of ${name}`),
    unknown: say(
      lang,
      `尚不能确定是否有列名主体持有“${name}”50%及以上`,
      `It is open whether a listed party holds 50 % or more of ${name}`,
    ),
  }[answer.verdict];
  const { chain, sum } = answer.readings;
  const lines = [
    verdict,
    say(lang, `日期：${answer.day}；解读：${chain}、${sum}`, `day: ${answer.day}; readings: ${chain}, ${sum}`),
  ];
  for (const holding of answer.parties) {
    if (holding.party === undefined) continue;
    lines.push('', `${nameOf(graph, holding.party)}  ${shareRange(holding, lang)}`);
    for (const { parties, product, leftOut } of holding.paths) {
      lines.push(`  ${chainText(parties, leftOut, graph, lang)}  (${percentText(rationalText(product.lo), lang)})`);
    }
    if (holding.hasMorePaths)
      lines.push(`  ${say(lang, '可能还有更多路径未列出', 'there may be more chains than are told')}`);
    if (holding.flip !== undefined)
      lines.push(
        `  ${WORDING['party.flip-stake'][lang].replace('{share}', percentText(rationalText(holding.flip.needed), lang))}`,
      );
  }
  if (answer.open.n > 0n)
    lines.push(
      '',
      say(
        lang,
        `未知所有者至多持有${percentText(rationalText(answer.open), lang)}`,
        `owners not stated may hold up to ${percentText(rationalText(answer.open), lang)}`,
      ),
    );
  for (const { ring, leftOut } of answer.loops) {
    const told = chainText(ring, leftOut, graph, lang);
    lines.push(say(lang, `循环持股：${told}`, `loop of holdings: ${told}`));
  }
  if (answer.hasMoreLoops)
    lines.push(say(lang, '还有其他循环持股未列出', 'there are more loops of holdings than are told'));
  for (const { owner, owned, kind } of answer.controls)
    lines.push(
      say(
        lang,
        `无份额的控制关系：${nameOf(graph, owner)} → ${nameOf(graph, owned)}（${kind}）`,
        `control without shares: ${nameOf(graph, owner)} → ${nameOf(graph, owned)} (${kind})`,
      ),
    );
  const facts = answer.deciding?.alone.length === 0 ? answer.deciding.together : (answer.deciding?.alone ?? []);
  for (const { owner, owned } of facts) {
    lines.push(
      owner === undefined
        ? say(
            lang,
            `? 谁持有“${nameOf(graph, owned)}”未说明的份额？`,
            `? Who holds what is not stated of ${nameOf(graph, owned)}?`,
          )
        : say(
            lang,
            `? “${nameOf(graph, owner)}”持有“${nameOf(graph, owned)}”多少份额？`,
            `? How much of ${nameOf(graph, owned)} does ${nameOf(graph, owner)} hold?`,
          ),
    );
  }
  for (const { code, owner, owned } of answer.problems.filter(
    (found) => found.code !== 'ownership/party-not-described',
  ))
    lines.push(`! ${OWNERSHIP_PROBLEMS[code][lang]}${owned === undefined ? '' : ` (${owner ?? '?'} → ${owned})`}`);
  return lines;
}
