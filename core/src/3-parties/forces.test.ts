import { describe, expect, it } from 'vitest';
import { forcesNamed } from './forces.ts';

describe('a name that speaks of armed forces', () => {
  it.each([
    'US Army Garrison Bavaria',
    'U.S. Air Forces in Europe',
    'United States European Command, U.S. Army Europe',
    'USAF Ramstein',
    '駐日米軍',
    '美国海军医学研究中心',
    'US  Navy Region Japan',
    'United States Department of Defense',
  ])('of the United States: %s', (name) => expect(forcesNamed(name)).toContain('united-states'));

  it.each(['Japan Air Self-Defense Force, Attaché Berlin', '航空自衛隊', '日本防卫省', 'JMSDF Djibouti'])(
    'of Japan: %s',
    (name) => expect(forcesNamed(name)).toContain('japan'),
  );

  it.each([
    undefined,
    'Salvation Army (USA)',
    'Bundeswehr Beschaffungsamt',
    'Old Navy',
    'American Superconductor',
    'US Magnet Works',
    'Armee de Terre',
    'Usamc Ltd',
    'Defence Self Storage',
  ])('of neither: %s', (name) => expect(forcesNamed(name)).toEqual([]));

  it.each([
    'Watervliet Arsenal',
    'Air Force Research Laboratory',
    'AFRL',
    'Defense Advanced Research Projects Agency',
    'Naval Surface Warfare Center Crane',
    'Army Research Laboratory',
    'Department of War',
  ])('of the United States, at home there: %s', (name) => {
    expect(forcesNamed(name, 'US')).toEqual(['united-states']);
    expect(forcesNamed(name, 'DE')).toEqual([]);
  });

  it.each([
    'Salvation Army',
    'Old Navy',
    'Naval Architects Inc',
    'Arsenale Ventures',
    'Marine Motors',
    'Quellhorst Inc',
  ])('of none, though in the United States: %s', (name) => expect(forcesNamed(name, 'US')).toEqual([]));
});
