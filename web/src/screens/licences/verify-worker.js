/**
 * The service worker of the verify page: keeps the page's own files, so that it opens without a network too. Nothing else goes
 * through it. What is online is always asked of the service first; what is kept is given only where the service is not reached.
 * `__FILES__` and `__BUILD__` are filled in when the screens are built (vite.config.ts).
 */
const PAGE = '/verify';
const FILES = __FILES__;
const PREFIX = 'ytterby-verify-';
const CACHE = `${PREFIX}__BUILD__`;

self.addEventListener('install', (event) => event.waitUntil(keepFiles()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  const isPage = request.mode === 'navigate' && pathname === PAGE;
  if (request.method !== 'GET' || origin !== location.origin || !(isPage || FILES.includes(pathname))) return;
  event.respondWith(online(request).catch((error) => kept(isPage ? PAGE : pathname, error)));
});

/** All of them or none: a page without one of its parts would not open. */
async function keepFiles() {
  const cache = await caches.open(CACHE);
  await cache.addAll([new Request(PAGE, { cache: 'no-cache' }), ...FILES]);
  const page = await cache.match(PAGE);
  if (!(await page.text()).includes(FILES[0])) {
    await caches.delete(CACHE);
    throw new Error('The page is of another build than its files.');
  }
  await self.skipWaiting();
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)),
  );
  await self.clients.claim();
}

async function online(request) {
  const reply = await fetch(request);
  // A proxy whose service is away.
  if (reply.status >= 500) throw new Error(`The service answered ${reply.status}.`);
  return reply;
}

async function kept(path, error) {
  const found = await (await caches.open(CACHE)).match(path);
  if (found === undefined) throw error;
  return found;
}
