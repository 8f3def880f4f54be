/** Who owns whom, made up: any number of links, always the same for the same seed. */
import { OwnershipRegister } from '@ytterby/core/ownership';
import { randomFrom } from './random.ts';

export interface OwnershipShape {
  readonly links: number;
  readonly seed?: number;
  /** Do owners stand anywhere, so that everything is reached from everywhere? No real graph is like that. */
  readonly tangled?: boolean;
}

export interface MadeOwnership {
  readonly companies: number;
  /** 200 heads of groups, so that as much as possible hangs on them. */
  readonly listed: readonly string[];
  /** 200 companies, picked anywhere. */
  readonly asked: readonly string[];
  /** States all of it anew. */
  readonly register: () => OwnershipRegister;
}

interface Draft {
  readonly owner: number;
  readonly owned: number;
  /** In ten thousandths; apart where the share is stated as a range. */
  readonly least: number;
  readonly most: number;
}

/** So many companies hold small shares in each other. */
const CORE = 1300;
const WHOLE = 10_000;
const id = (company: number) => `company-${company}`;
const part = (share: number) => (share / WHOLE).toFixed(4);

/**
 * Two links a company on the average. Companies form groups of 2 to 2,000; 199 owners in 200 stand above in the same group,
 * one anywhere; one link in two hundred leads back up, which makes small loops. 1,300 companies hold small shares in each
 * other (S. Vitali, J. B. Glattfelder, S. Battiston, "The network of global corporate control", PLoS ONE 6(10), 2011, found
 * a core of 1,318 in 43,060 corporations). Of the shares 85 % are known, 10 % are ranges, 5 % unknown.
 */
export function madeOwnership({ links, seed = 1, tangled = false }: OwnershipShape): MadeOwnership {
  const random = randomFrom(seed);
  const below = (count: number) => Math.floor(random() * count);
  const companies = Math.floor(links / 2);
  const groupFirst = new Int32Array(companies);
  const groupEnd = new Int32Array(companies);
  for (let at = 0; at < companies; ) {
    const size = at === 0 ? CORE : Math.floor(2 * 1000 ** (random() ** 2));
    groupFirst.fill(at, at, at + size);
    groupEnd.fill(at + size, at, at + size);
    at += size;
  }
  const drafts: Draft[] = [];
  const left = new Int32Array(companies).fill(WHOLE);
  while (drafts.length < links) {
    const owned = below(companies);
    const [first, end] = [groupFirst[owned] as number, groupEnd[owned] as number];
    const inCore = first === 0;
    const near = first + below(Math.max(1, owned - first));
    const far = below(owned + 1);
    const how = random();
    const owner = inCore
      ? below(CORE)
      : how < 0.005
        ? owned + 1 + below(Math.max(1, end - owned - 1))
        : tangled || how < 0.01
          ? far
          : near;
    if (owner >= companies || owner === owned) continue;
    const stated = random();
    const room = left[owned] as number;
    const large = [WHOLE, 5_000, 3_333, 2_500, 1 + below(WHOLE)][below(5)] as number;
    const share = Math.min(room, inCore ? 1 + below(1500) : large);
    const [least, most] =
      stated < 0.85 ? [share, share] : stated < 0.95 ? [Math.floor(share / 2), share] : ([0, WHOLE] as const);
    drafts.push({ owner, owned, least, most });
    left[owned] = room - least;
  }
  const listed = new Set<string>();
  while (listed.size < Math.min(200, companies / 100)) listed.add(id(groupFirst[below(companies)] as number));
  return {
    companies,
    listed: [...listed],
    asked: Array.from({ length: 200 }, () => id(below(companies))),
    register() {
      const register = new OwnershipRegister();
      for (let company = 0; company < companies; company += 1) {
        const by = company % 10;
        register.addEntity({
          id: id(company),
          kind: by === 0 ? 'person' : 'company',
          rest: by < 4 ? 'clear' : 'open',
        });
      }
      for (const { owner, owned, least, most } of drafts) {
        const share =
          most - least === WHOLE ? 'unknown' : least === most ? part(least) : { min: part(least), max: part(most) };
        register.addInterest({ owner: id(owner), owned: id(owned), kind: 'shareholding', share });
      }
      return register;
    },
  };
}
