import { ClientProblem } from '@ytterby/service/client';
import type { Reply } from '../../api.ts';

export type Problems = Reply<'instrument.preview'>['problems'];

/** Fields that the form calls by another name than the law file. */
const FORM_NAMES: Readonly<Record<string, string>> = { 'provisions.id': 'paragraph', 'acts.when': 'destinations' };

/**
 * The problems of a law file as those of the form that it was made from.
 * @example atFields([{ field: 'provisions[0].id', … }]).fields[0].path // '/body/form/provisions/0/paragraph'
 */
export function atFields(problems: Problems): ClientProblem {
  const fields = problems.map(({ field, zh, en }) => {
    const steps = field.split(/[.[\]]+/).filter((step) => step !== '');
    const names = steps.map((step, at) => FORM_NAMES[`${steps[at - 2] ?? ''}.${step}`] ?? step);
    return { path: ['/body/form', ...names].join('/'), zh, en };
  });
  return new ClientProblem(422, { code: 'not-valid', zh: '内容无法采用。', en: 'The content cannot be used.', fields });
}
