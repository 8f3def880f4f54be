import type { Text } from '@ytterby/core';
import {
  advance,
  CASE_TRANSITIONS,
  type CaseCommand,
  type CaseCommandName,
  type CaseEvent,
  type CaseRole,
  type CaseState,
  transitionFor,
} from '@ytterby/core/licensing';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { problemOf, type Reply, useCommand, useRefresh } from '../../api.ts';
import { beijingToday } from '../ask/beijing.ts';

export type OfficerCase = Reply<'case.get'>;
type Session = Reply<'session.get'>;

/** What the parts of a case page ask: what may the person do here now, what stands in the way, and how is it done? */
export interface Desk {
  readonly of: OfficerCase;
  readonly state: CaseState;
  /** By the table of transitions, in the status of the case, in one of the person's roles. */
  readonly may: (command: CaseCommandName) => boolean;
  /** Why the case itself would refuse this just now; undefined = nothing does. The law of the day only the service asks. */
  readonly refusal: (command: CaseCommand) => Text | undefined;
  /** @throws ClientProblem */
  readonly act: (command: CaseCommand) => Promise<void>;
  readonly personName: (id: string) => string;
  /** The version on which a command was refused because somebody else was faster; null = none was, or it has been seen. */
  readonly changedSince: number | null;
  readonly understood: () => void;
}

const OFFICERS = ['licensing-officer', 'senior-officer'] as const satisfies readonly CaseRole[];

const DeskOfCase = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskOfCase);
  if (desk === null) throw new Error('outside of a case page');
  return desk;
}

interface DeskProviderProps {
  readonly of: OfficerCase;
  readonly revision: number | undefined;
  readonly session: Session;
  /** Gets the command instead of the case: where the case stands for many. */
  readonly instead?: (command: CaseCommand) => Promise<void>;
  readonly children: ReactNode;
}

export function DeskProvider({ of, revision, session, instead, children }: DeskProviderProps) {
  const command = useCommand('case.act');
  const refresh = useRefresh();
  const [changedSince, setChangedSince] = useState<number | null>(null);
  const { state } = of;
  const names = new Map(
    of.events.map(({ event, person }) => [(event as { by?: { person?: string } }).by?.person, person]),
  );
  const roles = OFFICERS.filter((role) => session.organisations.some((each) => each.roles.includes(role)));
  const roleFor = (name: CaseCommandName) => {
    const row = transitionFor(CASE_TRANSITIONS, state.status, name);
    return roles.find((role) => row?.roles.includes(role));
  };
  const desk: Desk = {
    of,
    state,
    may: (name) => session.actions.includes('case.work') && roleFor(name) !== undefined,
    refusal: (given) => {
      const role = roleFor(given.command);
      if (role === undefined || session.account === null) return undefined;
      const organisation = session.organisations.find((each) => each.roles.includes(role))?.id ?? '';
      const today = beijingToday();
      const on = state.lastOn !== null && state.lastOn > today ? state.lastOn : today;
      const event = { ...given, by: { person: session.account.id, role, organisation }, on } as CaseEvent;
      const tried = advance(state, event);
      return tried.ok ? undefined : tried.text;
    },
    act: async (body) => {
      if (instead !== undefined) return instead(body);
      try {
        await command.give({ params: { case: of.id }, body, revision });
        setChangedSince(null);
      } catch (error) {
        if (problemOf(error)?.code === 'changed-meanwhile') {
          setChangedSince(of.version);
          await refresh();
        }
        throw error;
      }
    },
    personName: (id) => (id === session.account?.id ? session.account.name : (names.get(id) ?? id)),
    changedSince,
    understood: () => setChangedSince(null),
  };
  return <DeskOfCase value={desk}>{children}</DeskOfCase>;
}
