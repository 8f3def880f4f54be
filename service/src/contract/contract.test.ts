import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callsText } from './calls-text.ts';
import { ROUTES } from './index.ts';
import { openApiDocument } from './open-api.ts';
import type { Route } from './route.ts';

const root = path.join(import.meta.dirname, '..', '..');
const routes = Object.entries(ROUTES) as readonly (readonly [string, Route])[];

describe('the committed files are those of the contract (else: npm run contract)', () => {
  test('openapi.json', () => {
    expect(JSON.parse(readFileSync(path.join(root, 'openapi.json'), 'utf8'))).toEqual(openApiDocument());
  });

  test('the calls of the client', () => {
    const plain = (text: string) =>
      text.replace(/\s+/g, '').replaceAll(',]', ']').replaceAll(',}', '}').replaceAll(',>', '>');
    expect(plain(readFileSync(path.join(root, 'src', 'client', 'calls.ts'), 'utf8'))).toBe(plain(callsText()));
  });
});

describe('every route', () => {
  test('is filed under its id', () => {
    expect(routes.filter(([id, route]) => route.id !== id)).toEqual([]);
  });

  test('has a place of its own', () => {
    const places = routes.map(([, { method, path: at }]) => `${method} ${at.replace(/:\w+/g, ':')}`);
    expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([]);
  });

  test('declares the parameters of its path', () => {
    const wrong = routes.filter(([, { path: at, params }]) => {
      const named = [...at.matchAll(/:(\w+)/g)].map(([, name]) => name);
      const declared = Object.keys((params as { readonly properties?: object } | undefined)?.properties ?? {});
      return named.length !== declared.length || named.some((name) => !declared.includes(name ?? ''));
    });
    expect(wrong.map(([id]) => id)).toEqual([]);
  });

  test('changes nothing by a GET', () => {
    expect(routes.filter(([, { method, kind }]) => method === 'GET' && kind === 'command').map(([id]) => id)).toEqual(
      [],
    );
  });

  test('refuses fields that it does not know', () => {
    const open = routes.filter(([, { body }]) => {
      const schema = body as
        | { readonly type?: string; readonly additionalProperties?: unknown; readonly properties?: object }
        | undefined;
      return schema?.type === 'object' && schema.properties !== undefined && schema.additionalProperties === undefined;
    });
    expect(open.map(([id]) => id)).toEqual([]);
  });
});
