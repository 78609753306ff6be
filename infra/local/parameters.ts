import type {
  GetParameterRequest,
  GetParameterResult,
  PutParameterRequest,
  PutParameterResult,
} from '@aws-sdk/client-ssm';
import { arnOf, type Place } from './arn.ts';
import { AwsError, type Call, type Ground, type Operations } from './service.ts';

/** SSM Parameter Store of all accounts and regions: plain strings and their versions. */
export interface Parameters {
  readonly operations: Operations;
  put(place: Place, name: string, value: string): void;
}

interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly version: number;
  readonly changedAt: number;
}

export function createParameters({ clock }: Ground): Parameters {
  const parameters = new Map<string, Parameter>();

  function write(key: string, name: string, value: string): Parameter {
    const version = (parameters.get(key)?.version ?? 0) + 1;
    const parameter = { name, value, version, changedAt: clock.now() };
    parameters.set(key, parameter);
    return parameter;
  }

  function get({ Name = '' }: GetParameterRequest, call: Call): GetParameterResult {
    const parameter = parameters.get(keyOf(placeOf(call), Name));
    if (!parameter) throw new AwsError('ParameterNotFound', `Parameter ${Name} not found.`);
    return { Parameter: onTheWire(parameter, call) };
  }

  function put(request: PutParameterRequest, call: Call): PutParameterResult {
    const { Name = '', Value = '', Overwrite = false } = request;
    const key = keyOf(placeOf(call), Name);
    if (parameters.has(key) && !Overwrite) {
      const message =
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';
      throw new AwsError('ParameterAlreadyExists', message);
    }
    return { Version: write(key, Name, Value).version, Tier: 'Standard' };
  }

  return {
    operations: { GetParameter: get, PutParameter: put },
    put: (place, name, value) => void write(keyOf(place, name), name, value),
  };
}

function onTheWire({ name, value, version, changedAt }: Parameter, call: Call) {
  return {
    Name: name,
    Type: 'String' as const,
    Value: value,
    Version: version,
    LastModifiedDate: new Date(changedAt),
    ARN: arnOf('ssm', placeOf(call), `parameter/${name.replace(/^\//, '')}`),
    DataType: 'text',
  };
}

function placeOf({ caller, region }: Call): Place {
  return { account: caller.account, region };
}

function keyOf({ account, region }: Place, name: string): string {
  return `${account} ${region} ${name}`;
}
