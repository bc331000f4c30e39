/** Reads everything that the functions of the emulated account have logged, one entry per line. @param ministack its address */
export const functionLogs = async (ministack: string): Promise<readonly string[]> => {
  const { logGroups } = await ask<{ logGroups: readonly { logGroupName: string }[] }>(
    ministack,
    'DescribeLogGroups',
    {
      logGroupNamePrefix: '/aws/lambda/',
    },
  );
  const lines: string[] = [];
  for (const { logGroupName } of logGroups) {
    let nextToken: string | undefined;
    do {
      const page = await ask<Page>(ministack, 'FilterLogEvents', {
        logGroupName,
        ...(nextToken && { nextToken }),
      });
      lines.push(...page.events.map(({ message }) => message));
      nextToken = page.nextToken;
    } while (nextToken);
  }
  return lines;
};

type Page = { readonly events: readonly { readonly message: string }[]; readonly nextToken?: string };

// CloudWatch Logs' own protocol (AWS JSON 1.1), so that the scan needs no client of its own.
const ask = async <T>(ministack: string, operation: string, input: object): Promise<T> => {
  const answer = await fetch(ministack, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `Logs_20140328.${operation}`,
      authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/logs/aws4_request',
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(`Cannot read the logs: ${operation} answered ${answer.status}`);
  return (await answer.json()) as T;
};

/**
 * The log lines that show what no log may: a full phone number, in E.164 or as a number of North America, or one of these
 * texts, such as a value of a customer's context. Also those in which a date or a cost was masked like a phone number.
 */
export const revealingLines = (lines: readonly string[], never: readonly string[]): readonly string[] =>
  lines.filter(
    (line) =>
      /\+\d{8,15}(?!\d)/.test(line) ||
      // Fictitious numbers, as everything here uses them: 555 is no exchange that is assigned (NANPA).
      /(?<![\da-f-])1?[2-9]\d{2}555\d{4}(?![\da-f-])/.test(line) ||
      /\*{3}\d\d(?:[-:]\d\d|-(?:Daily|Weekly|Monthly))/.test(line) ||
      never.some((text) => line.includes(text)),
  );
