import { type Ask, ask, type Basis, ofVerdict, said, saidOrTaken } from '../basis.ts';
import type { EndUseFacts, LineFacts } from '../facts.ts';
import { joined, type Readings, type Test } from '../law/index.ts';
import { chipProcess, endUseValues } from './end-use.ts';
import { dangerValues, militaryAiValues, rareEarthActivityValues, substantialHelpValues } from './knowledge.ts';

/** What the end use may be, in words, and how to ask for it. */

const ASK_USE = ask('end-use', 'endUse.kind', '最终用途是什么？', 'What is the end use?');

function askPossible(also: readonly string[]): Ask {
  const uses = joined(also.map(said), { zh: '、', en: ' or ' });
  return ask(
    'may-also-be',
    'endUse.mayAlsoBe',
    `货物是否确实将用于：${uses.zh}？`,
    `Will the goods in fact be used for this: ${uses.en}?`,
  );
}

export function endUseBasis(facts: EndUseFacts | undefined): Basis {
  const isOpen = facts?.kind === undefined || facts.kind === 'unknown';
  const also = facts?.mayAlsoBe ?? [];
  const stated = [facts?.kind, ...also].map(said);
  return {
    values: endUseValues(facts),
    used: also.length === 0 ? said(facts?.kind) : joined(stated, { zh: '，也可能：', en: ', possibly also: ' }),
    ask: isOpen || also.length === 0 ? ASK_USE : askPossible(also),
    others: isOpen && also.length > 0 ? [askPossible(also)] : [],
  };
}

export function chipBasis(test: Extract<Test, { fact: 'chip-process' }>, facts: EndUseFacts | undefined): Basis {
  return ofVerdict(
    chipProcess(facts, test.logicNodeNmAtMost, test.memoryLayersAtLeast),
    { zh: '最终用途中的芯片参数', en: 'chip parameters of the end use' },
    ask(
      'chip-process',
      'endUse.logicNodeNm',
      '逻辑芯片制程（纳米）或存储芯片层数是多少？',
      'What is the logic node (nm) or the number of memory layers?',
    ),
  );
}

export function militaryAiBasis(facts: EndUseFacts | undefined): Basis {
  const values = militaryAiValues(facts);
  return {
    values,
    used: saidOrTaken(facts?.militaryPotentialOfAi, values),
    ask: ask(
      'military-ai',
      'endUse.militaryPotentialOfAi',
      '该人工智能研发是否具有潜在军事用途？',
      'Does the artificial-intelligence research have a potential military use?',
    ),
  };
}

export function dangerBasis(facts: EndUseFacts | undefined, isNear: boolean): Basis {
  const values = dangerValues(facts, isNear);
  return {
    values,
    used: saidOrTaken(facts?.dangerKnown, values),
    ask: ask(
      'danger-known',
      'endUse.dangerKnown',
      '是否知道、应当知道或被告知可能危害国家安全和利益？',
      'Is it known, or were you told, that it may endanger national security and interests?',
    ),
  };
}

export function rareEarthActivityBasis(facts: EndUseFacts | undefined, line: LineFacts, readings: Readings): Basis {
  const values = rareEarthActivityValues(facts, line, readings);
  return {
    values,
    used: saidOrTaken(facts?.helpsRareEarthActivityAbroad, values),
    ask: ask(
      'helps-rare-earth-activity',
      'endUse.helpsRareEarthActivityAbroad',
      '是否明知用于或实质性有助于境外稀土五类活动？',
      'Is it known that it will be used for, or substantially help, one of the five rare-earth activities abroad?',
    ),
  };
}

export function substantialHelpBasis(line: LineFacts, path: string, acts: readonly string[]): Basis {
  const values = substantialHelpValues(line, acts);
  return {
    values,
    used: saidOrTaken(line.substantialHelp, values),
    ask: ask(
      'substantial-help',
      `${path}.substantialHelp`,
      '是否构成实质性帮助和支持？',
      'Is it substantial help or support?',
    ),
  };
}
