import { describe, expect, test } from '@jest/globals';
import validate from 'asl-validator';
import { siteOf } from '../../../../infra/local/assembly/site-of.ts';
import { type Deployment, readDeployment } from '../../../../infra/local/deployment.ts';
import { houseTemplates } from '../../../../infra/local/house-templates.ts';
import { defaultSeed } from '../../../../infra/local/seed.ts';

const templates = houseTemplates();
const site = siteOf(defaultSeed, 'http://127.0.0.1:4577');

type Fields = Record<string, unknown>;

/** The definition as it is deployed, after something has been done to a copy of what is written. */
function deployed(change: (states: Record<string, Fields>, machine: Fields) => void = () => {}) {
  const { SweepMachine: declared } = templates.hub.resources;
  if (!declared) throw new Error('the template has no SweepMachine');
  const machine = structuredClone(declared);
  const { Definition } = machine.Properties as { Definition: Fields };
  change(Definition.States as Record<string, Fields>, Definition);
  const resources = { ...templates.hub.resources, SweepMachine: machine };
  const { stateMachines }: Deployment = readDeployment(
    { ...templates, hub: { ...templates.hub, resources } },
    site,
  );
  return stateMachines[0]?.definition;
}

describe('the definition of the sweep', () => {
  test('is one that Step Functions would take', () => {
    const { isValid, errorsText } = validate(JSON.parse(JSON.stringify(deployed())), {
      checkPaths: true,
      checkArn: true,
    });

    expect([isValid, errorsText()]).toEqual([true, '']);
  });

  test.each<[string, (states: Record<string, Fields>, machine: Fields) => void, string]>([
    [
      'a type of state',
      ({ Open }) => Object.assign(Open ?? {}, { Type: 'Wait' }),
      '.States.Open.Type: no states are played here but those of the types Task, Map, Choice and Succeed',
    ],
    [
      'a field',
      ({ Open }) => Object.assign(Open ?? {}, { Catch: [] }),
      '.States.Open: Unrecognized key: "Catch"',
    ],
    [
      'a task',
      ({ Open }) => Object.assign(Open ?? {}, { Resource: 'arn:aws:states:::sqs:sendMessage' }),
      '.States.Open.Resource: no task but lambda:invoke is played here',
    ],
    [
      'a map',
      ({ Survey }) => {
        const processor = Survey?.ItemProcessor as Record<string, Fields> | undefined;
        Object.assign(processor?.ProcessorConfig ?? {}, { Mode: 'INLINE' });
      },
      '.States.Survey.ItemProcessor.ProcessorConfig.Mode: no map but a distributed one is played here',
    ],
    [
      'a language',
      (_states, machine) => Object.assign(machine, { QueryLanguage: 'JSONPath' }),
      '.QueryLanguage: no language but JSONata is played here',
    ],
    [
      'a way that leads nowhere',
      ({ Weigh }) => Object.assign(Weigh ?? {}, { Next: 'Judge' }),
      ': Weigh: there is no state Judge',
    ],
    [
      'a way that leads nowhere, in a map',
      ({ Survey }) => Object.assign(Survey?.ItemProcessor ?? {}, { StartAt: 'First' }),
      ': StartAt: there is no state First',
    ],
    [
      'no way at all',
      ({ Close }) => Object.assign(Close ?? {}, { End: undefined }),
      ': Close: expected either Next or End',
    ],
    [
      'an expression that is none',
      ({ Weigh }) => Object.assign(Weigh ?? {}, { Output: '{% $states.( %}' }),
      ': $states.(: ',
    ],
    [
      'a function of Step Functions alone',
      ({ Weigh }) => Object.assign(Weigh ?? {}, { Output: '{% $uuid() %}' }),
      ': $uuid(): $uuid(…) is not known here',
    ],
    [
      'a substitution that is not there',
      ({ Weigh }) => Object.assign(Weigh ?? {}, { Comment: ['$', '{Nobody}'].join('') }),
      ': there is no substitution for Nobody',
    ],
  ])('is refused with %s that is not played here', (_case, change, message) => {
    expect(() => deployed(change)).toThrow(
      `template.yaml: Resources.SweepMachine.Properties.Definition${message}`,
    );
  });
});
