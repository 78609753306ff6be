"""Does to a SAM template what CloudFormation does on deployment, without an account.

python3 translate.py --version | IN OUT REGION
"""

import json
import sys
from importlib.metadata import version

import boto3
from samtranslator.model.exceptions import InvalidDocumentException
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

# Properties that name local files until `sam deploy` has uploaded them: SAM itself takes nothing but addresses in S3.
UPLOADED = {
    "AWS::Serverless::Function": "CodeUri",
    "AWS::Serverless::LayerVersion": "ContentUri",
    "AWS::Serverless::StateMachine": "DefinitionUri",
}


def read_as_uploaded(path):
    with open(path, encoding="utf-8") as file:
        template = yaml_parse(file)
    for resource in template["Resources"].values():
        name = UPLOADED.get(resource["Type"])
        properties = resource.get("Properties", {})
        if name and isinstance(properties.get(name), str):
            properties[name] = "s3://artifacts/" + name
    function_globals = template.get("Globals", {}).get("Function", {})
    if "CodeUri" in function_globals:
        function_globals["CodeUri"] = "s3://artifacts/CodeUri"
    return template


def translate(template, region):
    declared = template.get("Parameters", {})
    defaults = {key: value["Default"] for key, value in declared.items() if "Default" in value}
    translator = Translator({}, Parser(), None, boto3.Session(region_name=region))
    # No managed policy is known by its name alone: ours are all written as ARNs.
    return translator.translate(template, defaults, None, lambda: {})


def main(source, target="", region=""):
    if source == "--version":
        print(version("aws-sam-translator"))
        return None
    try:
        translated = translate(read_as_uploaded(source), region)
    except InvalidDocumentException as error:
        return "\n".join([error.message, *(cause.message for cause in error.causes)])
    with open(target, "w", encoding="utf-8") as file:
        json.dump(translated, file, indent=1, default=str)
    return None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
