import type { LawBook, Provision } from '../law/index.ts';
import type { StatementId } from './statements.ts';

/** What provisions say of each other, whatever the day. The ids of those that break the statement. */
export type ProvisionCheck = (book: LawBook) => readonly string[];

const provisionsOf = (book: LawBook): readonly Provision[] => book.instruments.flatMap(({ provisions }) => provisions);

/** Ids of licence duties, and of instruments that have one. */
function licences(book: LawBook): ReadonlySet<string> {
  return new Set(
    book.instruments.flatMap(({ id, provisions }) => {
      const duties = provisions.filter(({ effect }) => effect?.kind === 'licence-required').map((each) => each.id);
      return duties.length === 0 ? [] : [id, ...duties];
    }),
  );
}

export const PROVISION_CHECKS: { readonly [Id in StatementId]?: ProvisionCheck } = {
  targets: (book) => {
    const duties = licences(book);
    const listings = new Set(
      provisionsOf(book)
        .filter(({ effect }) => effect?.kind === 'lists')
        .map(({ id }) => id),
    );
    return provisionsOf(book)
      .filter(({ effect }) => {
        switch (effect?.kind) {
          case 'review':
            return effect.on.some((id) => !duties.has(id));
          case 'duty':
            return (effect.on ?? []).some((id) => !duties.has(id));
          case 'exempts':
            return effect.from.some((id) => !duties.has(id));
          case 'excludes':
            return effect.from.some((id) => !duties.has(id) && !listings.has(id));
          default:
            return false;
        }
      })
      .map(({ id }) => id);
  },

  'duty-day': (book) =>
    provisionsOf(book)
      .filter(({ effect }) => effect?.kind === 'duty' && (effect.clock === undefined) === (effect.done === undefined))
      .map(({ id }) => id),

  'pause-ends': (book) =>
    provisionsOf(book)
      .filter(({ acts = [] }) => acts.some((act) => (act.do === 'suspend') === (act.lastDay === undefined)))
      .map(({ id }) => id),

  /** Only readings that some provision or act names; the others are about facts. */
  options: (book) => {
    const named = provisionsOf(book).flatMap(({ under, acts = [] }) => [under, ...acts.map((act) => act.under)]);
    const ids = new Set(named.flatMap((under) => (under === undefined ? [] : [under.reading])));
    return book.readings
      .filter(({ id, options }) => {
        const used = new Set(named.flatMap((under) => (under?.reading === id ? [under.option] : [])));
        return ids.has(id) && options.some((option) => !used.has(option.id));
      })
      .map(({ id }) => id);
  },
};
