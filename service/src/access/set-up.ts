import type { Transaction } from 'kysely';
import type { Database } from '../store/schema.ts';
import type { Access } from './access.ts';
import { createLink, withdrawLinks } from './links.ts';
import { hasAdministrator, join } from './members.ts';
import { createOrganisation, readOrganisationFields } from './organisations.ts';
import { ORGANISATION_KINDS } from './roles.ts';

/** The first administrator: made with a link that the start prints where only the owner of the machine reads it. */

/**
 * The link with which the first administrator is made. Links of earlier starts end.
 * @param db a transaction in the product's own name
 * @returns undefined = there is an administrator
 */
export async function firstLink(
  db: Transaction<Database>,
  access: Access,
  now: Temporal.Instant,
): Promise<string | undefined> {
  if (await hasAdministrator(db)) return undefined;
  await withdrawLinks(db, { kind: 'set-up' }, now);
  const { link } = await createLink(db, access.origin, { kind: 'set-up' }, now);
  return link;
}

/** China's law is what it works by; where the company sits can be changed afterwards. */
const COUNTRY = 'CN';

/**
 * Makes the person administrator of this installation, and exporter and administrator of their own company, if it is named.
 * @returns the installation's and the company's organisation
 */
export async function setUp(
  db: Transaction<Database>,
  account: string,
  company: { readonly name: { readonly zh: string; readonly en: string } } | undefined,
  now: Temporal.Instant,
): Promise<{ readonly installation: string; readonly company: string | null }> {
  await withdrawLinks(db, { kind: 'set-up' }, now);
  const installation = await installationOf(db, now);
  await join(db, installation, account, ['administrator']);
  if (!company) return { installation, company: null };
  const { name } = readOrganisationFields(company);
  const { id } = await createOrganisation(db, 'company', { name, country: COUNTRY }, now);
  await join(db, id, account, ['organisation-administrator', 'exporter']);
  return { installation, company: id };
}

async function installationOf(db: Transaction<Database>, now: Temporal.Instant): Promise<string> {
  const found = await db.selectFrom('organisation').select('id').where('kind', '=', 'installation').executeTakeFirst();
  if (found) return found.id;
  const { id } = await createOrganisation(
    db,
    'installation',
    { name: ORGANISATION_KINDS.installation, country: COUNTRY },
    now,
  );
  return id;
}
