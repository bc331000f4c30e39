"""Runs the handler of a Lambda function for `lambdaProcess`: run_lambda.py <file> [handler].

Events come as lines of standard input, answers go to standard output.
"""

import importlib.util
import json
import os
import sys
import traceback
import uuid

answers, sys.stdout = sys.stdout, sys.stderr  # logs must not be mixed up with answers


class Context:
    function_name = "local"
    function_version = "$LATEST"

    def __init__(self):
        self.aws_request_id = str(uuid.uuid4())

    def get_remaining_time_in_millis(self):
        return 5000


def handler_of(path, name):
    sys.path.insert(0, os.path.dirname(path))  # a function imports the modules beside it
    spec = importlib.util.spec_from_file_location("lambda_function", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    names = [name] if name else ["handler", "lambdaHandler", "lambda_handler"]
    for each in names:
        if hasattr(module, each):
            return getattr(module, each)
    raise SystemExit(f"Cannot find a handler in {path}: expected one of {', '.join(names)}")


handler = handler_of(sys.argv[1], sys.argv[2])
for line in sys.stdin:
    try:
        answer = {"value": handler(json.loads(line), Context())}
        text = json.dumps(answer)
    except Exception:
        text = json.dumps({"error": traceback.format_exc()})
    answers.write("\u0001lambda " + text + "\n")
    answers.flush()
