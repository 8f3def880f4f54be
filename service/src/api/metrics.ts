import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HeadsState } from '../audit/head-keeper.ts';

/** What Prometheus reads. Labels are route ids, never addresses or names. */
export interface Metrics {
  observe(route: string, method: string, status: number, seconds: number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function makeMetrics(heads: () => Promise<HeadsState>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames = ['route', 'method', 'status'] as const;
  const requests = new Counter({
    name: 'ytterby_http_requests_total',
    help: 'Requests answered',
    labelNames,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'ytterby_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['route'] as const,
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60],
    registers: [registry],
  });
  const signed = new Gauge({
    name: 'ytterby_audit_signed_event',
    help: 'Number of the last event of the audit trail whose head was signed',
    registers: [registry],
  });
  const faults = new Gauge({
    name: 'ytterby_audit_fault',
    help: '1 while the audit trail is not what was signed',
    registers: [registry],
  });
  const unsent = new Gauge({
    name: 'ytterby_audit_heads_unsent',
    help: 'Destinations that did not take the last signed head',
    registers: [registry],
  });
  return {
    observe(route, method, status, took) {
      requests.inc({ route, method, status: String(status) });
      seconds.observe({ route }, took);
    },
    text: async () => {
      const { latest, fault, destinations } = await heads();
      signed.set(latest?.head.sequence ?? 0);
      faults.set(fault === null ? 0 : 1);
      unsent.set(destinations.filter(({ problem }) => problem !== null).length);
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}
