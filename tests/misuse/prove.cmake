# SPDX-License-Identifier: MIT
# cmake -D twin=good|bad -D compile=COMMAND... -D bundle=FILE -D bundled=FILE... -D alone=FILE...
#       -P prove.cmake
# Good twins compile. Of a bad twin the compiler says an error that is about its file and has the
# words after "says:". The bundle, which includes the bundled files, proves it for many at once; what
# it does not prove is compiled alone: the first of two that the compiler reports once, for one.

cmake_minimum_required(VERSION 3.23)
set(ENV{LC_ALL} C)  # the compiler's words are English, with plain quotes
if(twin STREQUAL "bad")
    list(APPEND compile -DSALESKPI_MISUSE)
endif()

# Compiles a file and takes from the list that the variable names those that are proven thereby.
function(prove file variable)
    execute_process(COMMAND ${compile} ${file}
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    set(output "${output}" PARENT_SCOPE)
    if(twin STREQUAL "good")
        if(result EQUAL 0)
            set(${variable} "" PARENT_SCOPE)
        endif()
        return()
    elseif(result EQUAL 0)
        return()
    endif()
    split_errors("${output}")
    foreach(misuse IN LISTS ${variable})
        file(STRINGS ${misuse} says REGEX "^// says: ")
        string(REPLACE "// says: " "" says "${says}")
        foreach(error IN LISTS errors)
            string(FIND "${error}" "${misuse}:" place)
            if(says AND error MATCHES "${says}" AND NOT place EQUAL -1)
                list(REMOVE_ITEM ${variable} ${misuse})
                break()
            endif()
        endforeach()
    endforeach()
    set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

# Sets `errors` to one text for each error: where it comes from, which g++ says above it and clang
# below it, the error, and the notes.
function(split_errors output)
    string(REGEX REPLACE "[][;\\]" " " output "${output}")  # which would disturb lists
    string(REPLACE "\n" ";" lines "${output}")
    set(errors "")
    set(text "")
    set(above FALSE)
    foreach(line IN LISTS lines)
        if(line MATCHES "^In file included from |^ +from ")
            set(line "")  # says how a header was reached, which is not why
            set(kind above)
        elseif(line MATCHES ": (In|At) .*:$|:   (recursively )?required |:   in 'constexpr' ")
            set(kind above)
        elseif(line MATCHES ": (fatal )?error: ")
            set(kind error)
        else()
            set(kind below)
        endif()
        if(NOT above AND NOT kind STREQUAL "below")
            list(APPEND errors "${text}")
            set(text "")
        endif()
        string(APPEND text "${line}\n")
        set(above FALSE)
        if(kind STREQUAL "above")
            set(above TRUE)
        endif()
    endforeach()
    list(APPEND errors "${text}")
    set(errors "${errors}" PARENT_SCOPE)
endfunction()

set(unproven ${bundled})
if(bundled)
    prove(${bundle} unproven)
endif()
list(LENGTH unproven count)
message(STATUS "${count} of the bundle are compiled alone")
foreach(file IN LISTS unproven alone)
    set(rest ${file})
    prove(${file} rest)
    if(rest)
        message(NOTICE "${output}")
        message(SEND_ERROR "The ${twin} twin of ${file} is not as it should be, see above")
    endif()
endforeach()
