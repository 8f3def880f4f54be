/** A sentence in both languages. */
export interface Sentence {
  readonly zh: string;
  readonly en: string;
}

const sentence = (en: string, zh: string): Sentence => ({ zh, en });

/** Every code that the database of the product can raise, with what happened and what to do. A code never changes meaning. */
export const POSTGRES_ERRORS = {
  'postgres/no-program': sentence(
    'No PostgreSQL is shipped for {platform}. Set DATABASE_URL to a PostgreSQL 15 or newer.',
    '没有适用于 {platform} 的内置 PostgreSQL。请将 DATABASE_URL 设为 PostgreSQL 15 或更高版本的地址。',
  ),
  'postgres/program-fails': sentence(
    'The shipped PostgreSQL does not run on this machine ({reason}). Install the packages again, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    '内置 PostgreSQL 无法在本机运行（{reason}）。请重新安装软件包，或将 DATABASE_URL 设为 PostgreSQL 15 或更高版本的地址。',
  ),
  'postgres/no-other-user': sentence(
    'PostgreSQL refuses to run as root, and this process cannot start programs as user id {uid} ({reason}). Start Ytterby as an ordinary user, or set DATABASE_URL.',
    'PostgreSQL 不允许以 root 身份运行，而本进程无法以用户编号 {uid} 启动程序（{reason}）。请以普通用户启动 Ytterby，或设置 DATABASE_URL。',
  ),
  'postgres/in-use': sentence(
    'Another Ytterby ({owner}) is using the database in {folder}. Stop it first, or give this one a folder of its own with YTTERBY_DATA.',
    '另一个 Ytterby（{owner}）正在使用 {folder} 中的数据库。请先停止它，或用 YTTERBY_DATA 为本次启动指定另一个文件夹。',
  ),
  'postgres/leftover-stays': sentence(
    'A database server left over from an earlier start (process {pid}) does not stop. Stop it, then start Ytterby again.',
    '上次启动遗留的数据库服务器（进程 {pid}）未能停止。请先停止该进程，再启动 Ytterby。',
  ),
  'postgres/other-major': sentence(
    'The database in {folder} was made by PostgreSQL {found}; this Ytterby runs PostgreSQL {wanted}. Make a backup with the Ytterby that wrote it and restore it into an empty folder.',
    '{folder} 中的数据库由 PostgreSQL {found} 创建，而此 Ytterby 使用 PostgreSQL {wanted}。请用原来的 Ytterby 备份，再恢复到空文件夹中。',
  ),
  'postgres/not-a-database': sentence(
    'The folder {folder} holds something that is not a database of Ytterby. Move it away, or choose another folder with YTTERBY_DATA.',
    '文件夹 {folder} 中的内容不是 Ytterby 的数据库。请将其移走，或用 YTTERBY_DATA 指定另一个文件夹。',
  ),
  'postgres/not-writable': sentence(
    'Cannot write to {folder} ({reason}). Check who owns it and its rights, or choose another folder with YTTERBY_DATA.',
    '无法写入 {folder}（{reason}）。请检查其所有者和权限，或用 YTTERBY_DATA 指定另一个文件夹。',
  ),
  'postgres/disk-full': sentence(
    'No space is left on the disk of {folder}. Free some, then start Ytterby again; nothing that was acknowledged is lost.',
    '{folder} 所在磁盘已无剩余空间。请腾出空间后重新启动 Ytterby；已确认的数据不会丢失。',
  ),
  'postgres/does-not-start': sentence(
    'The database server in {folder} does not start: {reason}',
    '{folder} 中的数据库服务器无法启动：{reason}',
  ),
  'postgres/unreachable': sentence(
    'The database named by DATABASE_URL cannot be used: {reason}',
    '无法使用 DATABASE_URL 所指的数据库：{reason}',
  ),
  'postgres/too-old': sentence(
    'The database named by DATABASE_URL runs PostgreSQL {found}; Ytterby needs 15 or newer.',
    'DATABASE_URL 所指的数据库为 PostgreSQL {found}；Ytterby 需要 15 或更高版本。',
  ),
  'postgres/not-utf8': sentence(
    "The database named by DATABASE_URL keeps text as {found}; Ytterby needs UTF8. Create it with ENCODING 'UTF8' TEMPLATE template0.",
    "DATABASE_URL 所指的数据库使用 {found} 编码；Ytterby 需要 UTF8。请用 ENCODING 'UTF8' TEMPLATE template0 创建。",
  ),
  'postgres/newer-database': sentence(
    'The database was brought up to date by a newer Ytterby ({found}). Start that one, or restore a backup that this one wrote into another folder.',
    '数据库已由更新版本的 Ytterby 升级（{found}）。请使用该版本，或将由本版本写成的备份恢复到另一个文件夹。',
  ),
} as const satisfies Record<string, Sentence>;

export type PostgresErrorCode = keyof typeof POSTGRES_ERRORS;

/** Fills the `{name}` places of a sentence. @example fill({ zh: '进程 {pid}', en: 'process {pid}' }, { pid: 7 }).en === 'process 7' */
export function fill(template: Sentence, values: Readonly<Record<string, string | number>>): Sentence {
  const put = (text: string) =>
    text.replace(/\{(\w+)\}/g, (place, name: string) => String(Object.hasOwn(values, name) ? values[name] : place));
  return { zh: put(template.zh), en: put(template.en) };
}

/** The database cannot be used, and a person has to do something about it. `text` says what, in both languages. */
export class PostgresError extends Error {
  readonly code: PostgresErrorCode;
  readonly text: Sentence;

  constructor(
    code: PostgresErrorCode,
    values: Readonly<Record<string, string | number>> = {},
    options: ErrorOptions = {},
  ) {
    const text = fill(POSTGRES_ERRORS[code], values);
    super(text.en, options);
    this.name = 'PostgresError';
    this.code = code;
    this.text = text;
  }
}
