import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What Prometheus reads. Labels are route ids, never addresses or names. */
export interface Metrics {
  observe(route: string, method: string, status: number, seconds: number): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function makeMetrics(): Metrics {
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
  return {
    observe(route, method, status, took) {
      requests.inc({ route, method, status: String(status) });
      seconds.observe({ route }, took);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
