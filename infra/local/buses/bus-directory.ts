import { arnOf, type Place, parseArn } from '../arn.ts';
import type { Bus } from './bus.ts';

/** The buses by ARN. Default ones exist in every place without being created. */
export interface BusDirectory {
  find(arn: string): Bus | undefined;
  /** @throws Error for a bus that does not exist. */
  get(arn: string): Bus;
  create(place: Place, name: string): Bus;
  defaultOf(place: Place): Bus;
  in(place: Place): readonly Bus[];
}

/** No buses yet, but for the default ones. */
export function createBusDirectory(): BusDirectory {
  const buses = new Map<string, Bus>();

  function create({ account, region }: Place, name: string): Bus {
    const arn = arnOf('events', { account, region }, `event-bus/${name}`);
    const bus = { account, region, name, arn, policies: [], rules: new Map(), seen: [] };
    buses.set(arn, bus);
    return bus;
  }

  function find(arn: string): Bus | undefined {
    const known = buses.get(arn);
    if (known || !arn.endsWith(':event-bus/default')) return known;
    return create(parseArn(arn), 'default');
  }

  function get(arn: string): Bus {
    const bus = find(arn);
    if (!bus) throw new Error(`there is no event bus ${arn}`);
    return bus;
  }

  const defaultOf = (place: Place) => get(arnOf('events', place, 'event-bus/default'));

  return {
    find,
    get,
    create,
    defaultOf,
    in(place) {
      defaultOf(place);
      return [...buses.values()].filter(
        ({ account, region }) => account === place.account && region === place.region,
      );
    },
  };
}
