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
  /** @throws AwsError `ParameterPatternMismatchException`. */
  create(parameter: NewParameter): void;
  /** Whatever the parameter's pattern says. */
  put(place: Place, name: string, value: string): void;
}

/** A parameter as a template describes it. */
export interface NewParameter extends Place {
  readonly name: string;
  readonly value: string;
  readonly allowedPattern?: string | undefined;
}

interface Parameter {
  readonly name: string;
  readonly value: string;
  /** A regular expression for the whole of each value. */
  readonly allowedPattern: string | undefined;
  readonly version: number;
  readonly changedAt: number;
}

export function createParameters({ clock }: Ground): Parameters {
  const parameters = new Map<string, Parameter>();

  function write({ name, value, allowedPattern, ...place }: NewParameter): Parameter {
    const key = keyOf(place, name);
    const version = (parameters.get(key)?.version ?? 0) + 1;
    const parameter = { name, value, allowedPattern, version, changedAt: clock.now() };
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
    const place = placeOf(call);
    const known = parameters.get(keyOf(place, Name));
    if (known && !Overwrite) {
      const message =
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';
      throw new AwsError('ParameterAlreadyExists', message);
    }
    const allowedPattern = request.AllowedPattern ?? known?.allowedPattern;
    refuseMisfit(Value, allowedPattern);
    const { version } = write({ ...place, name: Name, value: Value, allowedPattern });
    return { Version: version, Tier: 'Standard' };
  }

  return {
    operations: { GetParameter: get, PutParameter: put },
    create(parameter) {
      refuseMisfit(parameter.value, parameter.allowedPattern);
      write(parameter);
    },
    put(place, name, value) {
      const { allowedPattern } = parameters.get(keyOf(place, name)) ?? {};
      write({ ...place, name, value, allowedPattern });
    },
  };
}

/** AWS does not say whether a pattern lasts beyond the version that brought it; here it does. */
function refuseMisfit(value: string, pattern: string | undefined): void {
  if (pattern === undefined || new RegExp(`^(?:${pattern})$`).test(value)) return;
  const message = `Parameter value, ${value}, cannot be validated against allowedPattern: ${pattern}`;
  throw new AwsError('ParameterPatternMismatchException', message);
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
