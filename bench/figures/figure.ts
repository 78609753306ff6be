/** One measured quantity beside the least that anybody could need, measured in the same run. */
export interface Figure {
  readonly name: string;
  readonly unit:
    | 'buckets'
    | 'calls'
    | 'floors'
    | 'notices'
    | 'units'
    | 'writes'
    | 'ms'
    | 's'
    | 'MB'
    | 'KB';
  readonly floor?: number;
  readonly value: number;
  /** The most that is wanted, of the value or, of what has a floor, of the ratio; left out where nothing is promised. */
  readonly target?: { readonly value: number } | { readonly ratio: number };
}

/** The value in floors. */
export function ratioOf({ floor, value }: Figure): number | undefined {
  return floor === undefined ? undefined : value / floor;
}

/** Undefined where nothing is promised. */
export function isMet(figure: Figure): boolean | undefined {
  const { target, value } = figure;
  if (!target) return undefined;
  if ('value' in target) return value <= target.value;
  return (ratioOf(figure) ?? Number.POSITIVE_INFINITY) <= target.ratio;
}
