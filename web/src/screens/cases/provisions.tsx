import { Link } from '@tanstack/react-router';
import { ENACTED, OUTCOMES } from '@ytterby/core';
import { Form } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../api.ts';
import { ManySelect } from '../../components/many-select.tsx';
import { useText } from '../../i18n/index.ts';
import { beijingToday } from '../ask/beijing.ts';
import { useDesk } from './desk.tsx';

/** Provisions that are in force today, by id, as a lawyer cites them. */
export function useProvisions(): ReadonlyMap<string, string> {
  const text = useText();
  const instruments = useRead('law.timeline', { query: {} }).data?.body.instruments;
  return useMemo(() => {
    const today = beijingToday();
    const groups = (instruments ?? []).flatMap((instrument) => instrument.groups);
    const inForce = groups.filter(({ branches }) =>
      branches
        .find(({ branch }) => branch === ENACTED)
        ?.bars.some(({ from, until, is }) => is === 'in-force' && from <= today && (until === null || today < until)),
    );
    return new Map(inForce.flatMap(({ provisions }) => provisions.map(({ id, cite }) => [id, text(cite)] as const)));
    // The texts change with the language, which makes a new function each time.
  }, [instruments, text]);
}

/** The provisions that the frozen determination rests on; `refusing`: only those that forbid or refuse in principle. */
export function useGrounds(refusing = false): readonly string[] {
  const { determination } = useDesk().of;
  const inForce = useProvisions();
  const found = (determination?.lines ?? []).flatMap(({ branches: [answer] }) => {
    if (answer === undefined) return [];
    const { outcome, because, review } = answer;
    const refuses = review?.policy === 'refusal-in-principle' ? review.because : [];
    if (refusing) return [...(outcome === 'prohibited' ? because : []), ...refuses];
    return [...because, ...(review?.because ?? [])];
  });
  return [...new Set(found.map(({ id }) => id))].filter((id) => inForce.has(id));
}

interface ProvisionsFieldProps {
  readonly name: string;
  readonly label: string;
  readonly extra?: string;
  /** Offered first, under a heading of their own. */
  readonly first: readonly string[];
}

/** Provisions in force, chosen by their citation. */
export function ProvisionsField({ name, label, extra, first }: ProvisionsFieldProps) {
  const { t } = useTranslation('cases');
  const inForce = useProvisions();
  const option = (id: string) => ({ value: id, label: inForce.get(id) ?? id });
  const others = [...inForce.keys()].filter((id) => !first.includes(id));
  return (
    <Form.Item name={name} label={label} {...(extra !== undefined && { extra })} rules={[{ required: true }]}>
      <ManySelect
        options={[
          ...(first.length > 0 ? [{ label: t('decision.likely'), options: first.map(option) }] : []),
          { label: t('decision.others'), options: others.map(option) },
        ]}
      />
    </Form.Item>
  );
}

/** Provisions as links to their text. */
export function Cites({ ids }: { readonly ids: readonly string[] }) {
  const names = useProvisions();
  return (
    <ul className="cites">
      {ids.map((id) => (
        <li key={id}>
          <Link to="/law/provision" search={{ id }}>
            {names.get(id) ?? id}
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** An outcome by its id, where a reply has it as text. */
export const outcomeOf = (id: string) => OUTCOMES.find((each) => each === id);
