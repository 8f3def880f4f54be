import { stat } from 'node:fs/promises';
import { PostgresError } from './errors.ts';
import { runProgram, type UnixUser } from './run-program.ts';

/** The user that owns nothing, on Linux by convention; what root starts the server as when no owner of the data says otherwise. */
const NOBODY = 65534;

/** Are we root, whom PostgreSQL refuses to run as? */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * As whom must the server run? `undefined` means: as ourselves. Root takes the owner of the first of `places` that exists and is
 * not root's (the data first, then the folder around it), else 65534.
 *
 * Raises `postgres/no-other-user` where root may not become that user, as in some containers.
 */
export async function serverUser(places: readonly string[] = []): Promise<UnixUser | undefined> {
  if (!isRoot()) return undefined;
  let user: UnixUser = { uid: NOBODY, gid: NOBODY };
  for (const place of places) {
    const owner = await stat(place).catch(() => undefined);
    if (owner === undefined || owner.uid === 0) continue;
    user = { uid: owner.uid, gid: owner.gid };
    break;
  }
  try {
    await runProgram('true', [], { user });
  } catch (error) {
    const reason = String((error as NodeJS.ErrnoException).code ?? error);
    throw new PostgresError('postgres/no-other-user', { uid: user.uid, reason }, { cause: error });
  }
  return user;
}
