import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { virtualChime } from '@dialplane/virtual-chime';
import { virtualConnect } from '@dialplane/virtual-connect';
import { BUILT_APPS } from '../../stacks/built-app';
import { writeModules } from '../../stacks/modules';
import { stages } from '../../stacks/stages';
import { cdktfApp } from '../../stacks/testing/cdktf-app';
import { localAccountId, startLocalAws } from '../local-aws/local-aws';
import { madeEnvironment } from '../local-aws/python-environment';
import { findTerraform } from './find-terraform';
import { localStack } from './local-stack';
import { init, terraform } from './run-terraform';

const found = findTerraform();
const pluginFolder = found.ok ? found.value.pluginFolder : undefined;
const suite = pluginFolder ? describe : describe.skip;
const title = pluginFolder
  ? `[real: Terraform ${found.ok ? found.value.version : ''}]`
  : '[real: Terraform] skipped: Terraform or a folder with the AWS provider was not found';

/** Somebody else's configuration in HCL, which calls every module. */
const caller = `
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

resource "aws_sns_topic" "pager" {
  name = "pager"
}

module "forwarding" {
  source          = "./modules/forwarding"
  name            = "acme-forwarding"
  alarm_topic_arn = aws_sns_topic.pager.arn
  notice_topic_arn = aws_sns_topic.pager.arn
  console_host    = "console.example.com"
  sign_in_prefix  = "acme-calls"
}

module "console" {
  source                       = "./modules/console"
  alarm_topic_arn              = aws_sns_topic.pager.arn
  notice_topic_arn             = aws_sns_topic.pager.arn
  console_host                 = "console.example.com"
  certificate_arn              = "arn:aws:acm:us-east-1:111122223333:certificate/aaaaaaaa-bbbb-cccc-dddd-111111111111"
  forwarding_api_url           = module.forwarding.api_url
  forwarding_console_client_id = module.forwarding.console_client_id
  forwarding_sign_in_url       = module.forwarding.sign_in_url
}

module "cdr_rating" {
  source          = "./modules/cdr-rating"
  alarm_topic_arn = aws_sns_topic.pager.arn
  notice_topic_arn = aws_sns_topic.pager.arn
  protects_data   = false
}

module "rolling_dnis" {
  source              = "./modules/rolling-dnis"
  alarm_topic_arn     = aws_sns_topic.pager.arn
  notice_topic_arn = aws_sns_topic.pager.arn
  connect_instance_id = "aaaaaaaa-bbbb-cccc-dddd-111111111111"
}

module "dialtone" {
  source          = "./modules/dialtone"
  alarm_topic_arn = aws_sns_topic.pager.arn
  notice_topic_arn = aws_sns_topic.pager.arn
}

output "api" {
  value = module.forwarding.api_url
}
`;

/** A caller of one module, which may be destroyed with its data. */
const callerOfOne = `
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

resource "aws_sns_topic" "pager" {
  name = "pager"
}

module "dialtone" {
  source           = "./modules/dialtone"
  name             = "acme-phones"
  alarm_topic_arn  = aws_sns_topic.pager.arn
  notice_topic_arn = aws_sns_topic.pager.arn
  protects_data    = false
}

output "webhook_url" {
  value = module.dialtone.webhook_url
}
`;

const answers = (source: string, values: Readonly<Record<string, string>>): string => `
  mock_data "${source}" {
    defaults = {
${Object.entries(values)
  .map(([name, value]) => `      ${name} = "${value}"`)
  .join('\n')}
    }
  }`;

/** A plan without an account: Terraform makes up what AWS would answer ("Tests: provider mocking"). */
const plan = `
mock_provider "aws" {${[
  answers('aws_caller_identity', { account_id: '111122223333' }),
  answers('aws_partition', { partition: 'aws', dns_suffix: 'amazonaws.com' }),
  answers('aws_region', { id: 'eu-central-1' }),
  answers('aws_connect_instance', { arn: 'arn:aws:connect:eu-central-1:111122223333:instance/aaaaaaaa' }),
].join('')}
}

run "plan" {
  command = plan

  assert {
    condition     = length(keys(module.forwarding)) > 5
    error_message = "The module has outputs."
  }
}
`;

const inFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'modules-'));
  try {
    writeModules(folder, stages.live, cdktfApp().node.getContext(BUILT_APPS));
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

suite(title, () => {
  it(
    'plans every module that HCL calls, without provider or state of their own',
    () =>
      inFolder(async (folder) => {
        writeFileSync(join(folder, 'main.tf'), caller);
        writeFileSync(join(folder, 'main.tftest.hcl'), plan);
        expect(await init(folder, pluginFolder)).toEqual({ ok: true });

        const validated = JSON.parse((await terraform(folder, ['validate', '-json'])).stdout);
        expect(validated).toMatchObject({ valid: true, warning_count: 0 });

        const { stdout, stderr } = await terraform(folder, ['test', '-no-color']);
        expect(stdout + stderr).toContain('1 passed, 0 failed');
      }),
    120_000,
  );

  const emulators = madeEnvironment(join(__dirname, '../../.local-aws'));
  (emulators.ok ? it : it.skip)(
    '[real: ministack] applies a module that HCL calls, plans again without changes, and destroys it',
    () =>
      inFolder(async (folder) => {
        if (!found.ok || !emulators.ok) throw new Error('Terraform or the emulators were not found');
        writeFileSync(join(folder, 'main.tf'), callerOfOne);
        const region = 'us-east-1';
        const simulated = { region, accountId: localAccountId, now: Date.now };
        const aws = await startLocalAws(emulators.value, {
          chime: virtualChime({ ...simulated, numbers: [] }),
          connect: virtualConnect(simulated),
          region,
        });
        try {
          const stack = await localStack(folder, found.value, aws);
          if (!stack.ok) throw new Error(stack.error);
          const { apply, drift, outputs, destroy, left, discard } = stack.value;
          try {
            expect((await apply()).added).toBeGreaterThan(50);
            expect(await drift()).toEqual([]);
            const { webhook_url = '' } = await outputs();
            expect(webhook_url).toContain('execute-api');
            await destroy();
            expect(await left()).toEqual([]);
          } finally {
            discard();
          }
        } finally {
          await aws.stop();
        }
      }),
    120_000,
  );
});
