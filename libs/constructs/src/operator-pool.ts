import { CognitoUserGroup } from '@cdktf/provider-aws/lib/cognito-user-group';
import { CognitoUserPool } from '@cdktf/provider-aws/lib/cognito-user-pool';
import { CognitoUserPoolDomain } from '@cdktf/provider-aws/lib/cognito-user-pool-domain';
import { CognitoUserPoolClient } from '@cdktf/provider-aws/lib/cognito-user-pool-client';
import { Construct } from 'constructs';
import { physicalName } from './names';

export type OperatorPoolProps = {
  /** The groups, each with a description of what its members may do. New people are in no group. */
  readonly groups: Readonly<Record<string, string>>;
  /** Whether everyone must set up an authenticator app. @default false: people can, but need not */
  readonly requiresSecondFactor?: boolean;
  /** A web page that people sign in to through Cognito's own pages. @default none */
  readonly webPage?: SignInPage;
  /** Whether AWS and Terraform refuse to delete the pool, which would delete every account in it. */
  readonly deletionProtection: boolean;
};

/** A web page that people sign in to. */
export type SignInPage = {
  /** The first part of the host name of Cognito's sign-in pages. It is unique in the Region. */
  readonly prefix: string;
  /** The address of the page, without a slash at the end. It redeems codes at `/session/callback`. */
  readonly url: string;
};

/**
 * A Cognito user pool: the people who may use an API. Only an administrator can add people, by e-mail address. Tokens are
 * valid for an hour. Their claim `cognito:groups` lists the groups of a person.
 */
export class OperatorPool extends Construct {
  /** The wrapped resource, for settings that this construct does not offer. */
  readonly pool: CognitoUserPool;
  /** The client that people sign in through. It has no secret, so it can run on a laptop. */
  readonly client: CognitoUserPoolClient;
  /** The client of the web page, and where its sign-in pages are. */
  readonly webPage?: { readonly client: CognitoUserPoolClient; readonly domain: CognitoUserPoolDomain };

  constructor(
    scope: Construct,
    id: string,
    { groups, requiresSecondFactor = false, deletionProtection, webPage }: OperatorPoolProps,
  ) {
    super(scope, id);
    this.pool = new CognitoUserPool(this, 'pool', {
      name: physicalName(this, id, 128),
      usernameAttributes: ['email'],
      autoVerifiedAttributes: ['email'],
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      // NIST SP 800-63B asks for length. Common audit rules for Cognito ask for the rest.
      passwordPolicy: {
        minimumLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 3,
      },
      mfaConfiguration: requiresSecondFactor ? 'ON' : 'OPTIONAL',
      softwareTokenMfaConfiguration: { enabled: true },
      accountRecoverySetting: { recoveryMechanism: [{ name: 'verified_email', priority: 1 }] },
      deletionProtection: deletionProtection ? 'ACTIVE' : 'INACTIVE',
      ...(deletionProtection && { lifecycle: { preventDestroy: true } }),
    });

    const session = {
      userPoolId: this.pool.id,
      generateSecret: false,
      accessTokenValidity: 1,
      idTokenValidity: 1,
      refreshTokenValidity: 12,
      tokenValidityUnits: [{ accessToken: 'hours', idToken: 'hours', refreshToken: 'hours' }],
      enableTokenRevocation: true,
      preventUserExistenceErrors: 'ENABLED',
    };
    this.client = new CognitoUserPoolClient(this, 'client', {
      ...session,
      name: physicalName(this, `${id}-client`, 128),
      explicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    });
    if (webPage)
      this.webPage = {
        domain: new CognitoUserPoolDomain(this, 'domain', {
          domain: webPage.prefix,
          userPoolId: this.pool.id,
        }),
        // Without the flows of passwords: nobody can type a password into anything but Cognito's own page.
        client: new CognitoUserPoolClient(this, 'web-client', {
          ...session,
          name: physicalName(this, `${id}-web-client`, 128),
          explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
          allowedOauthFlowsUserPoolClient: true,
          allowedOauthFlows: ['code'],
          allowedOauthScopes: ['openid', 'email'],
          supportedIdentityProviders: ['COGNITO'],
          callbackUrls: [`${webPage.url}/session/callback`],
          logoutUrls: [webPage.url],
        }),
      };

    for (const [name, description] of Object.entries(groups))
      new CognitoUserGroup(this, name, { userPoolId: this.pool.id, name, description });
  }

  /** The issuer of the tokens, for a JWT authorizer. */
  get issuer(): string {
    return `https://${this.pool.endpoint}`;
  }

  /** The audience of the tokens. */
  get audience(): string {
    return this.client.id;
  }

  /** The audience of tokens of people who signed in at the web page. */
  get otherAudiences(): readonly string[] {
    return this.webPage ? [this.webPage.client.id] : [];
  }
}
