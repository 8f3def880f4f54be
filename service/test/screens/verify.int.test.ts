import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import encodeQR from 'qr';
import { decodeQR } from 'qr/decode.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { qrTexts } from '../../src/licence-document/qr-text.ts';
import { signedExample } from '../../src/licence-document/testing/signed-example.ts';
import { type IssuedLicence, issuedLicence } from '../../src/licensing/testing/issued-licence.ts';
import { axeFaults, openScreens, type Screens, sidewaysOverflow } from './browser.ts';

/** The public verify page, with and without a network: from a licence that was issued to what a border officer reads. */

const TODAY = '2026-03-02';
let screens: Screens;
let licence: IssuedLicence;

beforeAll(async () => {
  screens = await openScreens();
  const { service } = screens;
  service.clock.now = Temporal.Instant.from(`${TODAY}T01:00:00Z`);
  licence = await issuedLicence(service);
}, 600_000);
afterAll(() => screens.close());

/** The clock of the service and of the device; sessions are kept open by hand. */
async function clockTo(page: Page, instant: string): Promise<void> {
  screens.service.clock.now = Temporal.Instant.from(instant);
  await page.clock.setFixedTime(instant);
  await screens.service.store.asProduct((db) =>
    sql`update session set last_seen_at = ${instant}, ends_at = ${instant}::timestamptz + interval '1 hour'`.execute(
      db,
    ),
  );
}
const NINE = `${TODAY}T01:00:00Z`;

const WORDS = {
  zh: {
    online: '已联网。',
    offline: '未联网。',
    ready: '断网、重新打开后仍可核验',
    submit: '核验',
    genuine: '真实',
    not: '不真实',
    unknown: '无法判断',
    valid: '状态：有效',
    suspended: '状态：已暂停',
    byKept: '由本浏览器在未联网时核验',
    byAsked: '由本服务核验',
    changedPdf: '该 PDF 文件签发后被改动',
    changedText: '签名不符：内容被改动，或不是主管部门签发的',
    unknownKey: '签名密钥不在公钥文件中',
    incomplete: '尚缺第 2 个',
    old: '已超过时限',
    statusUnknown: '状态：不明',
    oldSaid: '状态清单已超过时限，自 2026-03-03 09:00:00 (UTC+8) 起不可再依据；清单所载为：有效。',
    notHere: '本浏览器不能自行验证签名',
    unreached: '无法连接服务，请',
    noCode: '图片中没有找到许可证件的二维码',
  },
  en: {
    online: 'Online.',
    offline: 'Offline.',
    ready: 'verifies without a network, also after it was closed',
    submit: 'Verify',
    genuine: 'Genuine',
    not: 'Not genuine',
    unknown: 'Cannot be told',
    valid: 'Status: valid',
    suspended: 'Status: suspended',
    byKept: 'Verified in this browser, offline',
    byAsked: 'Verified by the service',
    changedPdf: 'The PDF was changed after it was issued',
    changedText: 'The signature does not fit: the content was changed',
    unknownKey: 'The signing key is not in the key set',
    incomplete: 'Missing: 2.',
    old: 'older than its limit',
    statusUnknown: 'Status: unknown',
    oldSaid:
      'the status list is older than its limit, and could be relied upon until 2026-03-03 09:00:00 (UTC+8). It said: Valid.',
    notHere: 'This browser cannot check signatures itself',
    unreached: 'The service could not be',
    noCode: 'No QR code of a licence was found in the picture',
  },
} as const;

type File = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };
const choose = (page: Page, { name, type, bytes }: File) =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: type, buffer: Buffer.from(bytes) });
const asPdf = (bytes: Uint8Array): File => ({ name: 'licence.pdf', type: 'application/pdf', bytes });

/** What stands where the result is said, as soon as it says this. */
async function result(page: Page, said: string): Promise<string> {
  const place = page.locator('[aria-live=polite]').filter({ hasText: said });
  await place.waitFor({ timeout: 15_000 });
  return place.innerText();
}
const seen = (page: Page, words: string) => page.getByText(words).first().waitFor({ timeout: 30_000 });

async function paste(page: Page, text: string, submit: string): Promise<void> {
  await page.locator('textarea.pasted').fill(text);
  await page.getByRole('button', { name: submit, exact: true }).click();
}

describe.each(['zh', 'en'] as const)('without a network, in %s', (language) => {
  const words = WORDS[language];

  test('the page opens again, and says what is genuine, what is not, and how old the status is', async () => {
    const { page, go, faults, close } = await screens.open({ language });
    await clockTo(page, NINE);
    await go('/verify');
    await seen(page, words.online);
    await seen(page, words.ready);
    await page.context().setOffline(true);
    await page.reload();
    await seen(page, words.offline);
    expect(await page.locator('h1').count()).toBe(1);

    await choose(page, asPdf(licence.pdf));
    const found = await result(page, words.byKept);
    for (const part of [
      words.genuine,
      words.valid,
      licence.number,
      '450.5',
      '41671.25',
      'Beispiel Motoren GmbH',
      '1C905.a.4',
    ])
      expect(found).toContain(part);
    expect(await axeFaults(page)).toEqual([]);

    // Each result is another one than that before it, so that none passes for the next.
    const codes = await qrTexts(licence.jws);
    expect(codes).toHaveLength(2);
    await paste(page, codes[0] ?? '', words.submit);
    await result(page, words.incomplete);
    await paste(page, codes.toReversed().join('\n'), words.submit);
    await result(page, words.valid);
    await choose(page, asPdf(licence.pdf.map((byte, at) => (at === 1000 ? byte ^ 1 : byte))));
    expect(await result(page, words.changedPdf)).toContain(words.not);
    const json = Buffer.from(JSON.stringify({ jws: licence.jws }));
    await choose(page, { name: 'licence.json', type: 'application/json', bytes: json });
    await result(page, words.valid);
    const { jws } = licence;
    const at = jws.indexOf('.') + 20;
    await paste(page, `${jws.slice(0, at)}${jws[at] === 'A' ? 'B' : 'A'}${jws.slice(at + 1)}`, words.submit);
    expect(await result(page, words.changedText)).toContain(words.not);
    await paste(page, (await signedExample()).jws, words.submit);
    expect(await result(page, words.unknownKey)).toContain(words.unknown);

    // A second after its limit of 24 hours.
    await clockTo(page, '2026-03-03T01:00:01Z');
    await page.reload();
    await seen(page, words.old);
    await choose(page, asPdf(licence.pdf));
    const old = await result(page, words.statusUnknown);
    expect(old).toContain(words.genuine);
    expect(old).toContain(words.oldSaid);

    await licence.act('suspend');
    await page.context().setOffline(false);
    await page.reload();
    await seen(page, words.online);
    await choose(page, asPdf(licence.pdf));
    expect(await result(page, words.suspended)).toContain(words.genuine);
    await licence.act('reinstate');
    expect(faults.filter((fault) => !fault.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);
    await close();
  });

  test('the page is as narrow as a telephone with a result on it', async () => {
    const { page, go, close } = await screens.open({ language, width: 375 });
    await clockTo(page, NINE);
    await go('/verify');
    await choose(page, asPdf(licence.pdf));
    await result(page, words.genuine);
    expect(await sidewaysOverflow(page)).toBeLessThanOrEqual(0);
    await close();
  });

  test('a browser without Ed25519 says so, and asks the service', async () => {
    const { page, go, close } = await screens.open({ language });
    await clockTo(page, NINE);
    await page.addInitScript(() => {
      SubtleCrypto.prototype.importKey = () =>
        Promise.reject(new DOMException('Unrecognized name.', 'NotSupportedError'));
    });
    await go('/verify');
    await seen(page, words.notHere);
    await choose(page, asPdf(licence.pdf));
    const found = await result(page, words.byAsked);
    for (const part of [words.genuine, licence.number]) expect(found).toContain(part);
    await page.context().setOffline(true);
    await choose(page, asPdf(licence.pdf));
    expect(await result(page, words.unreached)).not.toContain(words.genuine);
    await close();
  });
});

test('the other language is there without a network too', async () => {
  const { page, go, close } = await screens.open({ language: 'en' });
  await clockTo(page, NINE);
  await go('/verify');
  await seen(page, WORDS.en.ready);
  await page.context().setOffline(true);
  await page.evaluate(() => localStorage.setItem('ytterby.language', 'zh'));
  await page.reload();
  await seen(page, WORDS.zh.offline);
  await close();
});

test('who came from another page can reload the verify page without a network', async () => {
  const { page, go, close } = await screens.open({ language: 'en' });
  await clockTo(page, NINE);
  await go('/sign-in');
  await page.locator('footer a[href="/verify"]').click();
  await seen(page, WORDS.en.ready);
  await page.context().setOffline(true);
  await page.reload();
  await seen(page, WORDS.en.offline);
  await close();
});

test('the browser keeps the files of the page alone, and takes them from the service while that is reached', async () => {
  const { page, go, close } = await screens.open({ language: 'en' });
  await clockTo(page, NINE);
  await go('/verify');
  await seen(page, WORDS.en.ready);
  await go('/verify');
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const cache = await caches.open(names[0] ?? '');
    await cache.put('/mark.svg', new Response('as it was kept'));
    return { names, paths: (await cache.keys()).map(({ url }) => new URL(url).pathname) };
  });
  expect(kept.names).toHaveLength(1);
  expect(kept.paths).toContain('/verify');
  for (const path of kept.paths) expect(path).toMatch(/^\/(verify|mark\.svg|assets\/[^/]+\.(js|css))$/);
  const fetched = (path: string) =>
    page.evaluate(
      (address) =>
        fetch(address).then(
          (reply) => reply.text(),
          () => 'not reached',
        ),
      path,
    );
  expect(await fetched('/mark.svg')).toContain('<svg');
  await page.context().setOffline(true);
  expect(await fetched('/mark.svg')).toBe('as it was kept');
  expect(await fetched('/v1/licence-keys')).toBe('not reached');
  expect(await fetched('/v1/licence-status')).toBe('not reached');
  await close();
});

describe('where the browser reads QR codes', () => {
  /** Chromium on Linux has no BarcodeDetector; this one reads the pixels with the library of the tests. The camera is a canvas. */
  async function withDetector() {
    const opened = await screens.open({ language: 'en' });
    const { page } = opened;
    await clockTo(page, NINE);
    await page.exposeFunction('readQr', (width: number, height: number, pixels: string) => {
      try {
        return [decodeQR({ width, height, data: Buffer.from(pixels, 'base64') })];
      } catch {
        return [];
      }
    });
    await page.addInitScript(() => {
      const { readQr } = globalThis as unknown as {
        readQr: (width: number, height: number, pixels: string) => Promise<string[]>;
      };
      const camera = document.createElement('canvas');
      camera.width = 640;
      camera.height = 640;
      navigator.mediaDevices.getUserMedia = async () => camera.captureStream(10);
      let shown: ReturnType<typeof setInterval> | undefined;
      Object.assign(globalThis, {
        showToCamera: async (picture: string) => {
          const bytes = Uint8Array.from(atob(picture), (character) => character.charCodeAt(0));
          const image = await createImageBitmap(new Blob([bytes]));
          clearInterval(shown);
          shown = setInterval(() => camera.getContext('2d')?.drawImage(image, 0, 0), 50);
        },
        BarcodeDetector: class {
          static getSupportedFormats(): Promise<string[]> {
            return Promise.resolve(['qr_code']);
          }
          async detect(image: ImageBitmap | HTMLVideoElement) {
            const [width, height] =
              image instanceof ImageBitmap ? [image.width, image.height] : [image.videoWidth, image.videoHeight];
            const canvas = new OffscreenCanvas(width, height).getContext('2d');
            canvas?.drawImage(image, 0, 0);
            const data = canvas?.getImageData(0, 0, width, height).data ?? [];
            const pixels = btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''));
            return (await readQr(width, height, pixels)).map((rawValue) => ({ rawValue }));
          }
        },
      });
    });
    await opened.go('/verify');
    await seen(page, WORDS.en.online);
    return opened;
  }
  const pictureOf = (text: string) => encodeQR(text, 'gif', { ecc: 'medium', border: 4, scale: 4 });

  test('they are read from pictures, one after the other', async () => {
    const { page, close } = await withDetector();
    const [first = '', second = ''] = await qrTexts(licence.jws);
    await choose(page, { name: 'first.gif', type: 'image/gif', bytes: pictureOf(first) });
    await result(page, WORDS.en.incomplete);
    await choose(page, { name: 'second.gif', type: 'image/gif', bytes: pictureOf(second) });
    expect(await result(page, licence.number)).toContain(WORDS.en.valid);
    await choose(page, { name: 'other.gif', type: 'image/gif', bytes: pictureOf('https://example.com') });
    await result(page, WORDS.en.noCode);
    await close();
  });

  test('they are read from the camera, which is closed when all are there', async () => {
    const { page, close } = await withDetector();
    const [first = '', second = ''] = await qrTexts(licence.jws);
    const show = (text: string) =>
      page.evaluate(
        (picture) => (globalThis as unknown as { showToCamera(shown: string): Promise<void> }).showToCamera(picture),
        Buffer.from(pictureOf(text)).toString('base64'),
      );
    await page.getByRole('button', { name: 'Scan QR codes with the camera' }).click();
    await show(first);
    await result(page, WORDS.en.incomplete);
    expect(await page.locator('video').count()).toBe(1);
    await show(second);
    expect(await result(page, licence.number)).toContain(WORDS.en.valid);
    await page.locator('video').waitFor({ state: 'detached' });
    await close();
  });
});
