import { expect, test } from 'vitest';
import { checkServer, urlOf } from './open-database.ts';

test.each(['15.0', '15.2 (Debian 15.2-1)', '18.4', '19devel'])('PostgreSQL %s will do', (version) => {
  expect(() => checkServer({ version, encoding: 'UTF8' })).not.toThrow();
});

test.each(['9.6.24', '14.9', 'unknown'])('PostgreSQL %s is too old', (version) => {
  expect(() => checkServer({ version, encoding: 'UTF8' })).toThrow(`runs PostgreSQL ${version}; Ytterby needs 15`);
});

test.each([
  ['postgres://ada:pass@db:5433/ytterby?sslmode=require', 'postgres://ada:pass@db:5433/other?sslmode=require'],
  ['postgresql:///ytterby?host=/run/postgresql', 'postgresql:///other?host=/run/postgresql'],
  ['postgres://db', 'postgres://db/other'],
])('another database on the server of %s', (url, other) => {
  expect(urlOf(url, 'other')).toBe(other);
});
