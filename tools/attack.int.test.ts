import { testService } from '@ytterby/service/testing';
import { expect, test } from 'vitest';
import { attack, SMALL } from './attack.ts';

test('no attack, in small, breaks the service or keeps a bystander from an answer', { timeout: 300_000 }, async () => {
  const service = await testService();
  try {
    const told = await attack({ port: Number(new URL(service.url).port) }, service, SMALL);
    expect(told.length).toBeGreaterThan(10);
    for (const { what, faults, statuses, bystander } of told) {
      expect(faults, what).toEqual([]);
      expect(bystander.failed, what).toBe(0);
      expect(statuses.size, what).toBeGreaterThan(0);
    }
  } finally {
    await service.close();
  }
});
