import { describe, expect, it } from 'vitest';
import { layersOf } from './layers.ts';

const arrows = (text: string) =>
  text.split(' ').map((pair) => {
    const [from = '', to = ''] = pair.split('>');
    return { from, to };
  });

describe('layersOf', () => {
  it('puts a box below everything that leads to it, by the longest way', () => {
    const { places, back } = layersOf(['c', 'b', 'a'], arrows('a>b b>c a>c'));
    expect(['a', 'b', 'c'].map((box) => places.get(box)?.layer)).toEqual([0, 1, 2]);
    expect(back.size).toBe(0);
  });

  it('marks the arrow that closes a loop and goes on', () => {
    const { places, back } = layersOf(['a', 'b', 'c'], arrows('a>b b>c c>b c>c'));
    expect([...back]).toEqual([2, 3]);
    expect(places.get('c')?.layer).toBe(2);
  });

  it('finds a place for boxes that are all in one loop', () => {
    const { places, back } = layersOf(['a', 'b'], arrows('a>b b>a'));
    expect(back.size).toBe(1);
    expect(places.size).toBe(2);
  });

  it('centres each layer and lets no two boxes share a place', () => {
    const boxes = ['top', ...Array.from({ length: 5 }, (_, at) => `leaf ${at}`)];
    const { places } = layersOf(
      boxes,
      boxes.slice(1).map((to) => ({ from: 'top', to })),
    );
    expect(boxes.slice(1).map((box) => places.get(box)?.column)).toEqual([-2, -1, 0, 1, 2]);
    expect(new Set([...places.values()].map(({ column, layer }) => `${column} ${layer}`)).size).toBe(6);
  });

  it('puts children below their parents, so that arrows do not cross', () => {
    const { places } = layersOf(['l', 'r', 'x', 'y'], arrows('l>y r>x'));
    const isLeft = (one: string, other: string) => (places.get(one)?.column ?? 0) < (places.get(other)?.column ?? 0);
    expect(isLeft('l', 'r')).toBe(isLeft('y', 'x'));
  });

  it('lays out a chain of thousands without running out of stack', () => {
    const boxes = Array.from({ length: 5000 }, (_, at) => `${at}`);
    const chain = boxes.slice(1).map((to, at) => ({ from: `${at}`, to }));
    expect(layersOf(boxes, chain).places.get('4999')?.layer).toBe(4999);
  });
});
