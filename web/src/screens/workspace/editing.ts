import { useRef, useState } from 'react';
import { problemOf } from '../../api.ts';
import { useText } from '../../i18n/index.ts';

/** A record as somebody else has saved it meanwhile. */
export interface Theirs<Draft> {
  readonly draft: Draft;
  readonly revision: number;
  readonly changedAt?: string;
}

export interface EditingOptions<Draft> {
  readonly initial: Draft;
  /** A number that comes back is the revision to go on from, where the record stays open. */
  readonly onSave: (draft: Draft, revision: number | undefined) => Promise<unknown>;
  /** Where fields say themselves what is wrong with them: `/body/code`, or all below `/body/facts/item`. */
  readonly fieldPaths: readonly string[];
  /** Of the record when it was opened; none for a new one. */
  readonly revision?: number | undefined;
  /** Reads the record again, after somebody else has changed it. */
  readonly onLook?: () => Promise<Theirs<Draft>>;
}

const isAt = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

/**
 * A record while somebody works on it. Somebody else may have saved it in the meantime: then `theirs` is what they saved, and the
 * reader keeps what was typed or takes it. Nothing is overwritten unseen.
 */
export function useEditing<Draft>({ initial, onSave, fieldPaths, revision: opened, onLook }: EditingOptions<Draft>) {
  const text = useText();
  const [draft, setDraft] = useState(initial);
  // Not state: a save that was begun in an earlier rendering goes on from what the one before it made.
  const revision = useRef(opened);
  const running = useRef<Promise<boolean>>(undefined);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [theirs, setTheirs] = useState<Theirs<Draft>>();
  // Another one once their record was taken: fields that hold what was being typed are made anew.
  const [turn, setTurn] = useState(0);
  const problems = problemOf(error)?.fields ?? [];
  const isAllSaid = problems.length > 0 && problems.every(({ path }) => fieldPaths.some((place) => isAt(path, place)));
  const saveNow = async (given: Draft): Promise<boolean> => {
    setBusy(true);
    setError(undefined);
    try {
      const next = await onSave(given, revision.current);
      if (typeof next === 'number') revision.current = next;
      return true;
    } catch (refusal) {
      if (problemOf(refusal)?.code !== 'changed-meanwhile' || !onLook) setError(refusal);
      else await onLook().then(setTheirs, setError);
      return false;
    } finally {
      setBusy(false);
    }
  };
  /**
   * Says whether it was saved. `given`: another draft than the one that stands in the fields yet; it waits for a save that is on
   * its way, while a button that is pressed twice saves once.
   */
  const save = async (given?: Draft): Promise<boolean> => {
    while (running.current !== undefined) {
      if (given === undefined) return false;
      await running.current;
    }
    running.current = saveNow(given ?? draft).finally(() => {
      running.current = undefined;
    });
    return running.current;
  };
  const settle = (isTaken: boolean) => {
    if (theirs === undefined) return;
    revision.current = theirs.revision;
    setTheirs(undefined);
    if (!isTaken) return;
    setDraft(theirs.draft);
    setTurn(turn + 1);
  };
  return {
    draft,
    setDraft,
    turn,
    isBusy,
    theirs,
    save,
    /** Why it was refused, as far as no field says it. */
    error: isAllSaid ? undefined : error,
    /** What is wrong at this place of the body, as a sentence. */
    wrongAt: (place: string): string | undefined => {
      const found = problems.find(({ path }) => isAt(path, place));
      return found && text(found);
    },
    onKeep: () => settle(false),
    onTake: () => settle(true),
  };
}
export type Editing<Draft> = ReturnType<typeof useEditing<Draft>>;
