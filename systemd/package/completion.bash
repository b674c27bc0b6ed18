# shellcheck shell=bash
# Completes the options of resume-publish, resume-sshd and resume-ui, which
# their --help prints, and file names.
_resume()
{
    local word=${COMP_WORDS[COMP_CWORD]} words

    COMPREPLY=()
    if [[ $word == -* ]]; then
        words=$("$1" --help | grep -oE -- '--[a-z][a-z-]+')
    elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == --log-format ]]; then
        words="text json"
    else
        return
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _resume resume-publish resume-sshd resume-ui
