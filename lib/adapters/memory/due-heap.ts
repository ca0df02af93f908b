/** Something that is due at a time. Equal times keep the order of `order`; `place` is where the heap keeps it, -1 outside. */
export interface Due {
  at: number;
  readonly order: number;
  place: number;
}

function isBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** A binary heap, earliest first. Adding and removing cost the logarithm of its size, also in the middle. */
export function createDueHeap<T extends Due>() {
  const items: T[] = [];

  function put(item: T, place: number): void {
    items[place] = item;
    item.place = place;
  }

  /** Moves an item up while it is before its parent. */
  function rise(item: T, from: number): number {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = items[above] as T;
      if (!isBefore(item, parent)) break;
      put(parent, place);
      place = above;
    }
    put(item, place);
    return place;
  }

  /** Moves an item down while a child is before it. */
  function sink(item: T, from: number): void {
    let place = from;
    for (;;) {
      const left = place * 2 + 1;
      const right = left + 1;
      const next = right < items.length && isBefore(items[right] as T, items[left] as T) ? right : left;
      const child = items[next];
      if (child === undefined || !isBefore(child, item)) break;
      put(child, place);
      place = next;
    }
    put(item, place);
  }

  return {
    peek: (): T | undefined => items[0],

    add(item: T): void {
      rise(item, items.length);
    },

    /** Takes an item out, wherever it is; an item that is not in the heap is left alone. */
    remove(item: T): void {
      const { place } = item;
      if (place < 0) return;
      item.place = -1;
      const last = items.pop();
      if (last !== undefined && last !== item) sink(last, rise(last, place));
    },
  };
}
