// Stands in for Lambda's own runtime of a function in JavaScript: loads the handler, then asks the Runtime API for one
// event after the other and reports what the handler made of it.
// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { AWS_LAMBDA_RUNTIME_API, LAMBDA_TASK_ROOT, _HANDLER } = process.env;
const api = `http://${AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime`;

const handler = await loadHandler();
for (;;) await serveNext();

async function loadHandler() {
  const [file, name] = _HANDLER.split('.');
  try {
    const module = await import(pathToFileURL(join(LAMBDA_TASK_ROOT, `${file}.mjs`)).href);
    if (typeof module[name] !== 'function') throw new Error(`${_HANDLER} is not a function`);
    return module[name];
  } catch (error) {
    await post('/init/error', described(error));
    process.exit(1);
  }
}

async function serveNext() {
  const next = await fetch(`${api}/invocation/next`);
  const context = contextOf(next.headers);
  const invocation = `/invocation/${context.awsRequestId}`;
  try {
    const result = await handler(await next.json(), context);
    await post(`${invocation}/response`, result ?? null);
  } catch (error) {
    await post(`${invocation}/error`, described(error));
  }
}

function contextOf(headers) {
  const deadline = Number(headers.get('lambda-runtime-deadline-ms'));
  return {
    awsRequestId: headers.get('lambda-runtime-aws-request-id'),
    invokedFunctionArn: headers.get('lambda-runtime-invoked-function-arn'),
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function post(path, body) {
  return fetch(`${api}${path}`, { method: 'POST', body: JSON.stringify(body) });
}

function described(error) {
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: String(error.stack).split('\n'),
  };
}
