import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

describe('the settings', () => {
  test('each stands in the table of the README', () => {
    const read = (file: string) => readFileSync(path.join(import.meta.dirname, file), 'utf8');
    const names = new Set(
      read('config.ts')
        .match(/'YTTERBY_[A-Z_]+'/g)
        ?.map((each) => each.slice(1, -1)),
    );
    const table = read('../../README.md');
    expect(names.size).toBeGreaterThan(10);
    expect([...names].filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
  });

  test.each([
    ['127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['', undefined],
    [undefined, undefined],
  ])('the virus scanner at %j', (text, clamd) => {
    expect(readConfig({ YTTERBY_CLAMD: text }).clamd).toEqual(clamd);
  });

  test.each(['3310', 'clamav', 'http://clamav:3310', 'clamav:99999'])('no virus scanner at %s', (text) => {
    const read = () => readConfig({ YTTERBY_CLAMD: text });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/^YTTERBY_CLAMD: must be host:port/);
  });

  test.each(['no-reply@ytterby.example', 'Ytterby <no-reply@ytterby.example>'])('mail from %s', (from) => {
    const url = 'smtp://ytterby:a%2Fb@mail.example:587';
    expect(readConfig({ YTTERBY_SMTP_URL: url, YTTERBY_MAIL_FROM: from }).mail).toEqual({ url, from });
    expect(readConfig({ YTTERBY_MAIL_FROM: from }).mail).toBeUndefined();
  });

  test.each(['http://mail.example', 'mail.example:587', 'smtp://'])('no mail server at %s', (url) => {
    const read = () => readConfig({ YTTERBY_SMTP_URL: url, YTTERBY_MAIL_FROM: 'a@ytterby.example' });
    expect(read).toThrow(/^YTTERBY_SMTP_URL: must be/);
  });

  test.each([undefined, '', 'nobody', 'a@b>', 'A <a@b', 'a@b\r\nBcc: c@d'])('no mail from %j', (from) => {
    const read = () => readConfig({ YTTERBY_SMTP_URL: 'smtp://mail.example', YTTERBY_MAIL_FROM: from });
    expect(read).toThrow(/^YTTERBY_MAIL_FROM: must be/);
  });
});
