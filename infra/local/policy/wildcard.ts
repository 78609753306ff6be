const expressions = new Map<string, RegExp>();

/** IAM's own wildcards: `*` is any run of characters, `?` any one. */
export function isLike(text: string, pattern: string): boolean {
  const known = expressions.get(pattern);
  if (known) return known.test(text);
  const expression = compile(pattern);
  expressions.set(pattern, expression);
  return expression.test(text);
}

function compile(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
